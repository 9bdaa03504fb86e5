import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import Logging

/// Gets `uv`: the one installed before, one on `PATH`, or a fresh one from PyPI under `home.tools`.
actor ToolInstaller {
    typealias Interpreters = @Sendable () async throws -> [Interpreter]

    private let home: HomeLayout
    private let variables: [String: String]
    private let clock: EngineClock
    private let logger: Logger
    private var found: String?
    private var refusal: (reason: String, until: Date)?
    private var search: Task<Void, Never>?
    private var waiters: [Int: CheckedContinuation<BuildTool, any Error>] = [:]
    private var nextWaiter = 0

    init(home: HomeLayout, variables: [String: String], clock: EngineClock, logger: Logger) {
        self.home = home
        self.variables = variables
        self.clock = clock
        self.logger = logger
    }

    /// uv, or pip where it cannot be had. Whoever asks while it is being installed waits for the same installation,
    /// which is not given up when one of them is cancelled. What failed is not tried again for a while.
    func tool(python: @escaping Interpreters) async throws -> BuildTool {
        if let found, access(found, X_OK) == 0 { return .uv(found) }
        nextWaiter += 1
        let id = nextWaiter
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<BuildTool, any Error>) in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                waiters[id] = continuation
                if search == nil { search = Task { finish(await result(python)) } }
            }
        } onCancel: {
            Task { await self.leave(id) }
        }
    }

    /// Ends an installation; whoever waits for it gets `CancellationError`.
    func stop() async {
        search?.cancel()
        await search?.value
    }

    private func leave(_ id: Int) {
        waiters.removeValue(forKey: id)?.resume(throwing: CancellationError())
    }

    private func result(_ python: Interpreters) async -> Result<BuildTool, any Error> {
        do {
            return .success(try await obtain(python: python))
        } catch {
            return .failure(error)
        }
    }

    private func finish(_ result: Result<BuildTool, any Error>) {
        search = nil
        if case .success(.uv(let path)) = result { found = path }
        let waiting = waiters.values
        waiters = [:]
        for waiter in waiting { waiter.resume(with: result) }
    }

    private var installed: String { home.tools + "/uv/bin/uv" }

    private func obtain(python: Interpreters) async throws -> BuildTool {
        if access(installed, X_OK) == 0 { return .uv(installed) }
        if let path = try await onPath() { return .uv(path) }
        if let refusal, clock.now() < refusal.until { return .pip(because: refusal.reason) }
        let interpreters = try await python().filter { $0.version >= PythonVersion(3, 8) }
            .sorted { $0.version > $1.version }
        let installation = UVInstallation(folder: home.tools, variables: variables)
        let outcome = try await clock.within(Self.limit) { await installation.run(with: interpreters.prefix(3)) }
        try Task.checkCancellation()
        let reason: String
        switch outcome {
        case .installed: return .uv(installed)
        case .refused(let why): reason = why
        case nil: reason = "its installation took longer than \(Self.limit.components.seconds) s"
        }
        refusal = (reason, clock.now() + Double(Self.patience.components.seconds))
        logger.warning("uv cannot be had", metadata: ["reason": "\(reason)"])
        return .pip(because: reason)
    }

    private func onPath() async throws -> String? {
        for folder in (variables["PATH"] ?? "").split(separator: ":") {
            let path = "\(folder)/uv"
            guard access(path, X_OK) == 0 else { continue }
            let said: (status: TerminationStatus, text: String)
            do {
                said = try await ToolProcess(path, ["--version"], environment: variables).collect()
            } catch is AtelierError {
                continue
            }
            // `uv 0.5.1 (…)`; older ones lack options that are used here.
            let numbers = said.text.split(separator: " ").dropFirst().first?.split(separator: ".").compactMap { Int($0) } ?? []
            if said.status.isSuccess, numbers.count >= 2, (numbers[0], numbers[1]) >= (0, 5) { return path }
        }
        return nil
    }

    /// Of an installation, with whatever Pythons: a slow line gets its 20 MB through in that time.
    private static let limit = Duration.seconds(180)
    /// Until a failed installation is tried again.
    private static let patience = Duration.seconds(600)
}
