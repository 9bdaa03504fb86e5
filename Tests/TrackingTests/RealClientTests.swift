import Domain
import Engine
import Foundation
import Store
import Testing

/// The real `mlflow` clients. They come from PyPI, so these run when `ATELIER_TEST_PYPI` is set, with `uv` or `pip`
/// on the path; `ATELIER_TEST_MLFLOW` may name interpreters that have mlflow already, separated by colons.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1"))
struct RealClientTests {
    private static let requirements = [
        ["mlflow==2.14.1", "numpy<2", "scikit-learn==1.4.2", "matplotlib", "setuptools<80"],
        ["mlflow>=3.17", "scikit-learn", "matplotlib"],
    ]

    @Test func aNotebookTracksItsRuns() async throws {
        for python in try await Self.interpreters() {
            try await TrackingFixture.with { door in
                let output = try await Self.run(python, door, token: door.tokens.userToken(), job: nil)
                #expect(output.contains("done "), "\(output)")
            }
        }
    }

    @Test func aJobJoinsItsRun() async throws {
        for python in try await Self.interpreters() {
            try await TrackingFixture.with { door in
                try await door.openJob("brave_fox_1")
                try await door.context.write { try $0.closeRun("brave_fox_1", status: .running, at: Date()) }
                let output = try await Self.run(
                    python, door, token: door.tokens.issue(for: "brave_fox_1"), job: "brave_fox_1")
                #expect(output.contains("done "), "\(output)")
            }
        }
    }

    @Test(arguments: [[], ["loop"]])
    func aJobThatOnlyAutologsIsOneRun(arguments: [String]) async throws {
        for python in try await Self.interpreters() {
            try await TrackingFixture.with { door in
                try await door.openJob("brave_fox_1")
                try await door.context.write { try $0.closeRun("brave_fox_1", status: .running, at: Date()) }
                let output = try await Self.run(
                    python, door, token: door.tokens.issue(for: "brave_fox_1"), job: "brave_fox_1",
                    script: "autolog_job", arguments: arguments)
                #expect(output.contains("done "), "\(output)")
            }
        }
    }

    /// The client appends its paths, those of artifacts too, to a tracking URI that names a workspace.
    @Test func aTrackingURIMayNameAWorkspace() async throws {
        for python in try await Self.interpreters() {
            try await TrackingFixture.with { door in
                try await WorkspaceCatalog(context: door.context).start()
                let output = try await Self.run(
                    python, door, token: door.tokens.userToken(), job: nil, prefix: "/workspaces/default")
                #expect(output.contains("done "), "\(output)")
            }
        }
    }

    private static func interpreters() async throws -> [String] {
        if let given = ProcessInfo.processInfo.environment["ATELIER_TEST_MLFLOW"] {
            return given.split(separator: ":").map(String.init)
        }
        let cache = FileManager.default.temporaryDirectory.appending(path: "atelier-test-mlflow")
        var interpreters: [String] = []
        for (number, packages) in requirements.enumerated() {
            let folder = cache.appending(path: "\(number)").path
            let python = folder + "/bin/python"
            if !FileManager.default.fileExists(atPath: folder + "/done") {
                _ = try await execute("/usr/bin/env", ["python3", "-m", "venv", folder], [:])
                _ = try await execute(python, ["-m", "pip", "install", "-q"] + packages, [:])
                try Data().write(to: URL(fileURLWithPath: folder + "/done"))
            }
            interpreters.append(python)
        }
        return interpreters
    }

    private static func run(
        _ python: String, _ door: TrackingFixture, token: String, job: String?, prefix: String = "",
        script: String = "mlflow_client", arguments: [String] = []
    ) async throws -> String {
        let script = try #require(Bundle.module.url(forResource: script, withExtension: "py", subdirectory: "Clients"))
        var environment = [
            "MLFLOW_TRACKING_URI": "http://127.0.0.1:\(door.port)\(prefix)", "MLFLOW_TRACKING_TOKEN": token,
            "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0", "HOME": door.home.root,
            "GIT_PYTHON_REFRESH": "quiet",
        ]
        if let job {
            let run = try await door.get("runs/get?run_id=\(job)", token: token).json["run"]
            environment["MLFLOW_RUN_ID"] = job
            environment["MLFLOW_EXPERIMENT_ID"] = run?["info"]?["experiment_id"]?.stringValue
        }
        return try await execute(python, [script.path] + arguments, environment)
    }

    /// Standard output and error together.
    private static func execute(
        _ program: String, _ arguments: [String], _ environment: [String: String]
    ) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result {
                    let process = Process(), pipe = Pipe()
                    process.executableURL = URL(fileURLWithPath: program)
                    process.arguments = arguments
                    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
                    process.standardOutput = pipe
                    process.standardError = pipe
                    try process.run()
                    let data = pipe.fileHandleForReading.readDataToEndOfFile()
                    process.waitUntilExit()
                    return String(decoding: data, as: UTF8.self)
                })
            }
        }
    }
}
