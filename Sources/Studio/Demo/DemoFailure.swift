/// How a job of the demonstration goes wrong.
enum DemoFailure: Sendable, Hashable, CaseIterable {
    case outOfMemory, unknownColumn, missingModule, diverged, timeout, missingData

    var reason: String {
        switch self {
        case .outOfMemory: "the command was killed by signal 9: it wanted more than the 14.0 GiB of its node"
        case .unknownColumn: "the command ended with code 1: KeyError: 'monthly_charge'"
        case .missingModule: "the command ended with code 1: ModuleNotFoundError: No module named 'lightgbm'"
        case .diverged: "the command ended with code 3: the loss was not a number for 5 steps"
        case .timeout: "the time limit of 1800 s was over"
        case .missingData: "the command ended with code 2: FileNotFoundError: trips-2025-11.parquet"
        }
    }

    var exitCode: Int32? {
        switch self {
        case .outOfMemory: 137
        case .unknownColumn, .missingModule: 1
        case .diverged: 3
        case .timeout: 124
        case .missingData: 2
        }
    }

    /// It happens before anything is measured.
    var isEarly: Bool {
        switch self {
        case .unknownColumn, .missingModule, .missingData: true
        case .outOfMemory, .diverged, .timeout: false
        }
    }

    /// What stands at the end of the log.
    var lastWords: [String] {
        switch self {
        case .outOfMemory: ["Killed"]
        case .timeout: ["Terminated"]
        case .unknownColumn:
            Self.traceback(
                in: [
                    ("train.py", 88, "main", "features = build_features(frame)"),
                    ("features.py", 31, "build_features", "frame[\"spend\"] = frame[\"monthly_charge\"] * frame[\"tenure\"]"),
                    ("/opt/env/lib/python3.12/site-packages/pandas/core/frame.py", 4102, "__getitem__",
                        "indexer = self.columns.get_loc(key)"),
                ], "KeyError: 'monthly_charge'")
        case .missingModule:
            Self.traceback(
                in: [("train.py", 7, "<module>", "import lightgbm as lgb")],
                "ModuleNotFoundError: No module named 'lightgbm'")
        case .diverged:
            Self.traceback(
                in: [
                    ("train.py", 142, "main", "fit(model, loader, schedule)"),
                    ("train.py", 97, "fit", "raise Diverged(f\"loss was nan for {count} steps\")"),
                ], "__main__.Diverged: loss was nan for 5 steps")
        case .missingData:
            Self.traceback(
                in: [
                    ("train.py", 61, "main", "frame = pd.read_parquet(path)"),
                    ("/opt/env/lib/python3.12/site-packages/pandas/io/parquet.py", 667, "read_parquet",
                        "return impl.read(path)"),
                ], "FileNotFoundError: [Errno 2] No such file or directory: 'trips-2025-11.parquet'")
        }
    }

    private static func traceback(in frames: [(String, Int, String, String)], _ last: String) -> [String] {
        ["Traceback (most recent call last):"]
            + frames.flatMap { ["  File \"\($0.0)\", line \($0.1), in \($0.2)", "    \($0.3)"] }
            + ["\u{1B}[1;31m\(last)\u{1B}[0m"]
    }
}
