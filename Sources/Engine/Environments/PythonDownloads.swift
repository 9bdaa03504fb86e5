import Domain
import LinuxSystem
import Logging

/// Pythons downloaded by uv into `home.tools/python`. A download that was refused is not tried again while the engine
/// runs: a box without a way out says so once, quickly.
actor PythonDownloads {
    private let isAllowed: Bool
    private let variables: [String: String]
    private let folder: String
    private let clock: EngineClock
    private let logger: Logger
    private var attempts: [PythonVersion: Task<String?, Never>] = [:]

    init(isAllowed: Bool, variables: [String: String], home: HomeLayout, clock: EngineClock, logger: Logger) {
        self.isAllowed = isAllowed
        self.variables = variables
        folder = home.tools + "/python"
        self.clock = clock
        self.logger = logger
    }

    /// Nil when it is there now, else why it is not.
    func obtain(_ version: PythonVersion, uv: String?) async -> String? {
        guard isAllowed else { return "downloads are switched off" }
        guard let uv else { return "there is no uv to download it with" }
        if let attempt = attempts[version] { return await attempt.value }
        let task = Task { await download(version, uv: uv) }
        attempts[version] = task
        return await task.value
    }

    private func download(_ version: PythonVersion, uv: String) async -> String? {
        var variables = variables
        variables["UV_PYTHON_DOWNLOADS"] = "manual"
        variables["UV_PYTHON_INSTALL_DIR"] = folder
        variables["UV_HTTP_RETRIES"] = "0"
        let program = ToolProcess(
            uv, ["python", "install", "--no-bin", "\(version)"], environment: variables)
        let clock = clock
        do {
            return try await withThrowingTaskGroup(of: String?.self) { group in
                group.addTask {
                    let (status, text) = try await program.collect()
                    return status.isSuccess ? nil : Self.reason(in: text)
                }
                group.addTask {
                    try await clock.sleep(Self.limit)
                    return "the download took too long"
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        } catch {
            logger.warning("Python was not downloaded", metadata: ["version": "\(version)", "error": "\(error)"])
            return "its download failed"
        }
    }

    private static let limit = Duration.seconds(180)

    private static func reason(in text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }.first { !$0.isEmpty }
        return "its download failed" + (line.map { " (\($0.prefix(160).description.neutralised))" } ?? "")
    }
}
