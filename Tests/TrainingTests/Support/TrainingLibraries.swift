import Foundation

/// The libraries of a Python from PyPI, whose answers are what is to be answered. `SCORING_TEST_LIBRARIES` may name an
/// interpreter that has them already; tests of the scoring room look for the same.
enum TrainingLibraries {
    static let areWanted =
        ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1"
        || ProcessInfo.processInfo.environment["SCORING_TEST_LIBRARIES"] != nil

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    struct Installed: Sendable {
        /// Newest first.
        let xgboost: [String]
        let onnxRuntime: String
    }

    private static let installation = Task { try await install() }

    /// Installed once a test process.
    static func installed() async throws -> Installed {
        try await installation.value
    }

    private static func install() async throws -> Installed {
        var python = ProcessInfo.processInfo.environment["SCORING_TEST_LIBRARIES"] ?? ""
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-training-libraries").path
        if python.isEmpty {
            python = folder + "/bin/python"
            try await must("/usr/bin/env", ["python3", "-m", "venv", folder])
            try await must(python, ["-m", "pip", "install", "--quiet", "xgboost-cpu==3.2.0", "onnxruntime"])
        }
        var places = [
            try await must(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
                .trimmingCharacters(in: .whitespacesAndNewlines)
        ]
        let beside = URL(fileURLWithPath: python).deletingLastPathComponent().deletingLastPathComponent().path
        for (version, name) in [("2.1.4", "elder"), ("1.7.6", "eldest")] {
            let package = version == "1.7.6" ? "xgboost" : "xgboost-cpu"
            let kept = "\(beside)/\(name)"
            let place = FileManager.default.fileExists(atPath: kept + "/xgboost") ? kept : "\(folder)/\(name)"
            if !FileManager.default.fileExists(atPath: place + "/xgboost") {
                try await must(
                    python, ["-m", "pip", "install", "--quiet", "--no-deps", "--target", place, "\(package)==\(version)"])
            }
            places.append(place)
        }
        let capi = try FileManager.default.contentsOfDirectory(atPath: places[0] + "/onnxruntime/capi")
        guard let name = capi.first(where: { $0.hasPrefix("libonnxruntime.so") }) else {
            throw Failed(description: "no library in \(places[0])/onnxruntime/capi")
        }
        return Installed(
            xgboost: places.map { $0 + "/xgboost/lib/libxgboost.so" }, onnxRuntime: "\(places[0])/onnxruntime/capi/\(name)")
    }

    @discardableResult
    private static func must(_ program: String, _ arguments: [String]) async throws -> String {
        let (status, text) = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(program, arguments) })
            }
        }
        guard status == 0 else { throw Failed(description: "\(program) \(arguments): \(text)") }
        return text
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
