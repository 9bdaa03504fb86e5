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
    func obtain(_ version: PythonVersion, with tool: BuildTool) async -> String? {
        guard isAllowed else { return "downloads are switched off" }
        let uv: String
        switch tool {
        case .uv(let path): uv = path
        case .pip(let reason): return "there is no uv to download it with, since \(reason)"
        }
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
        do {
            guard let (status, text) = try await clock.within(Self.limit, { try await program.collect() }) else {
                return "the download took too long"
            }
            return status.isSuccess ? nil : Self.reason(in: text)
        } catch {
            logger.warning("Python was not downloaded", metadata: ["version": "\(version)", "error": "\(error)"])
            return "its download failed"
        }
    }

    private static let limit = Duration.seconds(180)

    /// uv's first line says what it wanted, the last `cause:` (`Caused by:` in older ones) what went wrong.
    static func reason(in text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
        let causes = lines.compactMap { $0.removing(prefix: "cause: ") ?? $0.removing(prefix: "Caused by: ") }
        let line = causes.last ?? lines.first
        return "its download failed" + (line.map { " (\($0.prefix(160).description.neutralised))" } ?? "")
    }
}
