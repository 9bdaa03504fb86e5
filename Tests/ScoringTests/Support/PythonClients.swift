import Foundation

/// A Python with MLflow, scikit-learn and the clients of other model servers, from PyPI. `SCORING_TEST_CLIENTS` may name an
/// interpreter that has them already.
enum PythonClients {
    static let areWanted =
        ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1"
        || ProcessInfo.processInfo.environment["SCORING_TEST_CLIENTS"] != nil

    private static let requirements = [
        "mlflow>=3", "scikit-learn", "pandas", "tritonclient[http]", "prometheus_client", "openapi-spec-validator",
    ]

    private static let installation = Task { try await install() }

    /// Installed once a test process.
    static func interpreter() async throws -> String { try await installation.value }

    /// Runs a script; throws all that it said when it fails.
    @discardableResult
    static func run(_ script: String, _ arguments: [String]) async throws -> String {
        try await PythonLibraries.must(try await interpreter(), ["-c", script] + arguments)
    }

    private static func install() async throws -> String {
        if let python = ProcessInfo.processInfo.environment["SCORING_TEST_CLIENTS"] { return python }
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-test-clients").path
        let python = folder + "/bin/python"
        try await PythonLibraries.must("/usr/bin/env", ["python3", "-m", "venv", folder])
        try await PythonLibraries.must(python, ["-m", "pip", "install", "--quiet"] + requirements)
        return python
    }
}
