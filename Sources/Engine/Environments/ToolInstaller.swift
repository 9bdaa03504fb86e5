import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import Logging

/// Gets `uv`: the one installed before, one on `PATH`, or a fresh one from PyPI under `home.tools`.
actor ToolInstaller {
    private let home: HomeLayout
    private let variables: [String: String]
    private let logger: Logger
    private var found: String?
    private var installation: Task<String?, any Error>?

    init(home: HomeLayout, variables: [String: String], logger: Logger) {
        self.home = home
        self.variables = variables
        self.logger = logger
    }

    /// The program's path; nil when it cannot be had, and then pip must do. Whoever asks while it is being installed
    /// waits for the same installation, and the installation is not given up when one of them is cancelled.
    func uv(python: @escaping @Sendable () async throws -> [Interpreter]) async throws -> String? {
        if let found, access(found, X_OK) == 0 { return found }
        if let installation { return try await installation.value }
        let task = Task { try await obtain(python: python) }
        installation = task
        defer { installation = nil }
        found = try await task.value
        return found
    }

    private var installed: String { home.tools + "/uv/bin/uv" }

    private func obtain(python: @Sendable () async throws -> [Interpreter]) async throws -> String? {
        if access(installed, X_OK) == 0 { return installed }
        if let path = try await onPath() { return path }
        let interpreters = try await python().filter { $0.version >= PythonVersion(3, 8) }
            .sorted { $0.version > $1.version }
        for interpreter in interpreters.prefix(3) {
            if try await install(with: interpreter) { return installed }
        }
        return nil
    }

    private func onPath() async throws -> String? {
        for folder in (variables["PATH"] ?? "").split(separator: ":") {
            let path = "\(folder)/uv"
            guard access(path, X_OK) == 0 else { continue }
            let (status, text) = try await ToolProcess(path, ["--version"], environment: variables).collect()
            // `uv 0.5.1 (…)`; older ones lack options that are used here.
            let numbers = text.split(separator: " ").dropFirst().first?.split(separator: ".").compactMap { Int($0) } ?? []
            if status.isSuccess, numbers.count >= 2, (numbers[0], numbers[1]) >= (0, 5) { return path }
        }
        return nil
    }

    /// Into a folder of its own, renamed when it is whole: nobody sees half of it.
    private func install(with interpreter: Interpreter) async throws -> Bool {
        let temporary = "\(home.tools)/.uv-\(UUID().uuidString)"
        let home = home
        try await BlockingWork.run { try FileCopy.makeFolder(home.tools) }
        let pip = ["-m", "pip", "install", "--quiet", "--retries", "1", "--target", temporary, "uv"]
        var (status, text) = try await ToolProcess(interpreter.path, pip, environment: variables).collect()
        if !status.isSuccess, text.contains("No module named pip") {
            (status, text) = try await installByVenv(with: interpreter, into: temporary)
        }
        if !status.isSuccess {
            logger.warning(
                "uv could not be installed",
                metadata: ["python": "\(interpreter.path)", "said": "\(text.suffix(400).description.neutralised)"])
        }
        let isInstalled = status.isSuccess && access("\(temporary)/bin/uv", X_OK) == 0
        let target = home.tools + "/uv"
        try await BlockingWork.run {
            if isInstalled {
                try FileCopy.remove(target)
                try FileCopy.move(temporary, to: target)
            } else {
                try FileCopy.remove(temporary)
            }
        }
        return isInstalled
    }

    /// For a Python that has venv and no pip of its own.
    private func installByVenv(
        with interpreter: Interpreter, into folder: String
    ) async throws -> (status: TerminationStatus, text: String) {
        let venv = try await ToolProcess(interpreter.path, ["-m", "venv", folder], environment: variables).collect()
        guard venv.status.isSuccess else { return venv }
        return try await ToolProcess(
            "\(folder)/bin/python", ["-m", "pip", "install", "--quiet", "--retries", "1", "uv"], environment: variables
        ).collect()
    }
}
