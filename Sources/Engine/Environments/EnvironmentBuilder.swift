package import Domain
import FoundationEssentials
import LinuxSystem
import Logging

/// Makes environments, each once: what the same packages and the same Python are asked for a second time is there.
package actor EnvironmentBuilder {
    typealias Log = @Sendable ([UInt8]) -> Void

    /// A build in progress and those who wait for it. It goes on until the last of them has left.
    private struct Build {
        let log: BuildLog
        let task: Task<Void, any Error>
        var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
        var isAbandoned = false
    }

    let context: EngineContext
    let variables: [String: String]
    private let finder: InterpreterFinder
    private let tools: ToolInstaller
    private let downloads: PythonDownloads
    private let slots = BuildSlots(count: 2)
    private var builds: [ContentHash: Build] = [:]
    private var nextWaiter = 0
    private var afterwork: [ContentHash: Task<Void, Never>] = [:]
    /// When somebody was last given each environment.
    private var handedOut: [ContentHash: Date] = [:]

    /// `environment` is the engine's own: where Pythons, proxies and the user's package index are found.
    package init(_ context: EngineContext, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let home = context.home
        let variables = BuildVariables.ofEngine(environment, home: home)
        self.init(
            context, variables: variables,
            finder: InterpreterFinder(
                places: InterpreterPlaces(environment: environment, home: home),
                prober: InterpreterProber(environment: variables)))
    }

    init(_ context: EngineContext, variables: [String: String], finder: InterpreterFinder) {
        self.context = context
        self.variables = variables
        self.finder = finder
        tools = ToolInstaller(
            home: context.home, variables: variables, clock: context.clock, logger: context.logger)
        downloads = PythonDownloads(
            isAllowed: context.settings.allowsPythonDownloads, variables: variables, home: context.home,
            clock: context.clock, logger: context.logger)
    }

    /// Removes what an interrupted engine left half built. Called once, before anything is prepared.
    package func start() async throws {
        let home = context.home
        try await BlockingWork.run {
            if try FileStamp.of(home.environments) != nil {
                for name in try FileTree.names(in: home.environments) where name.hasPrefix(Self.trashPrefix) {
                    try FileCopy.remove("\(home.environments)/\(name)")
                }
                for name in try FileTree.names(in: home.environments) where name.count == 64 {
                    let prefix = "\(home.environments)/\(name)"
                    if try FileStamp.of(EnvironmentRecord.path(in: prefix)) == nil { try FileCopy.remove(prefix) }
                }
            }
            if try FileStamp.of(home.tools) != nil {
                for name in try FileTree.names(in: home.tools) where name.hasPrefix(".uv-") {
                    try FileCopy.remove("\(home.tools)/\(name)")
                }
            }
        }
    }

    /// Ends what is being built; whoever waits gets `CancellationError`.
    package func stop() async {
        let tasks = builds.values.map(\.task)
        for task in tasks { task.cancel() }
        for task in afterwork.values { task.cancel() }
        await tools.stop()
        for task in tasks { _ = await task.result }
        for task in afterwork.values { await task.value }
    }

    /// The environment of a spec, built unless it is there. `log` gets the bytes of the build log from its start, in
    /// order; nothing when there is nothing to build.
    ///
    /// Throws `unsupported` for what cannot be had here, `invalidArgument` naming the requirement that cannot be
    /// installed, `unavailable` when the package index cannot be reached or, with `strict`, when the Python asked for
    /// cannot be had. When the last waiter of a build is cancelled the build ends, and leaves nothing.
    package func prepare(
        _ spec: EnvironmentSpec, strict: Bool = false, log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> ReadyEnvironment {
        let recipe = try await BlockingWork.run { try EnvironmentRecipe(spec).withContents() }
        let (interpreter, warning) = try await choose(for: recipe.python, strict: strict)
        let key = recipe.key(interpreter: interpreter.version)
        handedOut[key] = context.clock.now()
        let wasBuilt = try await provide(key, recipe, interpreter, log)
        let prefix = context.home.environment(key)
        return ReadyEnvironment(
            key: key, prefix: prefix, python: "\(prefix)/bin/python", pythonVersion: "\(interpreter.version)",
            requestedPython: recipe.python.map { "\($0)" }, warnings: recipe.warnings + [warning].compactMap(\.self),
            wasBuilt: wasBuilt)
    }

    /// What the environment of a spec is called on this box.
    package func key(for spec: EnvironmentSpec) async throws -> ContentHash {
        let recipe = try await BlockingWork.run { try EnvironmentRecipe(spec).withContents() }
        return recipe.key(interpreter: try await choose(for: recipe.python, strict: false).interpreter.version)
    }

    /// Whether nobody builds it, and nobody was given it after `since`; nil for ever.
    func isIdle(_ key: ContentHash, since: Date?) -> Bool {
        guard builds[key] == nil else { return false }
        guard let last = handedOut[key] else { return true }
        return since.map { last < $0 } ?? false
    }

    func endAfterwork(of key: ContentHash) async {
        let work = afterwork.removeValue(forKey: key)
        work?.cancel()
        await work?.value
    }

    // MARK: Choosing the Python

    func choose(
        for request: PythonRequest?, strict: Bool
    ) async throws -> (interpreter: Interpreter, warning: String?) {
        let found = try await finder.all()
        if let fitting = Interpreter.fitting(request, among: found) { return (fitting, nil) }
        let wanted = request?.preferred ?? .standard
        let problem = await downloads.obtain(wanted, with: try await tool())
        if problem == nil, let fitting = Interpreter.fitting(request, among: try await finder.all()) {
            return (fitting, nil)
        }
        let reason = "there is none on this box and " + (problem ?? "its download brought another version")
        let asked = request.map { "\($0)" } ?? "\(wanted)"
        guard !strict, let nearest = Interpreter.nearest(to: wanted, among: found) else {
            throw AtelierError(
                .unavailable, "Python \(asked) cannot be had: \(reason)",
                hint: strict
                    ? "install it (for instance with pyenv), or leave out --strict-environment to use the nearest one"
                    : "install it (for instance with pyenv or apt)")
        }
        return (nearest, "asked for Python \(asked), using \(nearest.version): \(reason)")
    }

    func tool() async throws -> BuildTool {
        let finder = finder
        return try await tools.tool { try await finder.all() }
    }

    // MARK: Building once

    /// Returns whether there was a build to wait for.
    private func provide(
        _ key: ContentHash, _ recipe: EnvironmentRecipe, _ interpreter: Interpreter, _ log: @escaping Log
    ) async throws -> Bool {
        let prefix = context.home.environment(key)
        while true {
            // One that everybody left is winding down; the next starts afresh.
            if let build = builds[key], build.isAbandoned {
                _ = await build.task.result
                try Task.checkCancellation()
                continue
            }
            if builds[key] != nil { break }
            if try await BlockingWork.run({ try EnvironmentRecord.read(in: prefix) != nil }) { return false }
            if recipe.isBare {
                try await BlockingWork.run { try Self.link(prefix, key: key, to: interpreter) }
                return false
            }
            guard builds[key] == nil else { continue }
            try begin(key, recipe, interpreter, prefix: prefix)
        }
        try await wait(for: key, log)
        return true
    }

    private func begin(
        _ key: ContentHash, _ recipe: EnvironmentRecipe, _ interpreter: Interpreter, prefix: String
    ) throws {
        afterwork.removeValue(forKey: key)?.cancel()
        let log = try BuildLog(path: "\(context.home.environments)/logs/\(key).log")
        let build = EnvironmentBuild(
            key: key, prefix: prefix, recipe: recipe, interpreter: interpreter, log: log, variables: variables)
        let task = Task {
            do {
                try await self.run(build)
                self.finish(key, .success(()))
            } catch {
                self.finish(key, .failure(error))
                throw error
            }
        }
        builds[key] = Build(log: log, task: task)
    }

    private func run(_ build: EnvironmentBuild) async throws {
        try await slots.acquire()
        do {
            try await build.run(with: try await tool(), clock: context.clock)
        } catch {
            await slots.release()
            throw error
        }
        await slots.release()
    }

    private func finish(_ key: ContentHash, _ result: Result<Void, any Error>) {
        guard let build = builds.removeValue(forKey: key) else { return }
        for waiter in build.waiters.values { waiter.resume(with: result) }
        if case .success = result { compile(key) }
    }

    private func wait(for key: ContentHash, _ log: @escaping Log) async throws {
        guard let build = builds[key] else { return }
        let listener = build.log.listen(log)
        defer { build.log.forget(listener) }
        nextWaiter += 1
        let id = nextWaiter
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                if Task.isCancelled || builds[key] == nil {
                    continuation.resume(throwing: CancellationError())
                    abandonIfAlone(key)
                } else {
                    builds[key]?.waiters[id] = continuation
                }
            }
        } onCancel: {
            Task { await self.leave(key, id) }
        }
    }

    private func leave(_ key: ContentHash, _ id: Int) {
        guard let waiter = builds[key]?.waiters.removeValue(forKey: id) else { return }
        waiter.resume(throwing: CancellationError())
        abandonIfAlone(key)
    }

    private func abandonIfAlone(_ key: ContentHash) {
        guard let build = builds[key], build.waiters.isEmpty else { return }
        builds[key]?.isAbandoned = true
        build.task.cancel()
    }

    // MARK: Around a build

    /// An environment without packages: the interpreter under the names jobs call it by.
    private static func link(_ prefix: String, key: ContentHash, to interpreter: Interpreter) throws {
        try FileCopy.remove(prefix)
        try FileCopy.makeFolder(prefix + "/bin")
        for name in ["python", "python3"] { try FileCopy.link("\(prefix)/bin/\(name)", to: interpreter.path) }
        try EnvironmentRecord(
            key: key, interpreter: interpreter.path, version: interpreter.version, requirements: [],
            builtAt: Date(), seconds: 0, builder: "link"
        ).write(in: prefix)
    }

    /// uv leaves no bytecode, and compiling all of it takes longer than the build: done afterwards, when nothing else
    /// wants the processor. What the first job imports meanwhile it compiles for itself.
    private func compile(_ key: ContentHash) {
        let prefix = context.home.environment(key)
        let program = ToolProcess(
            "\(prefix)/bin/python", ["-m", "compileall", "-q", "-x", "/tests?/", "\(prefix)/lib"],
            environment: variables, niceness: 19)
        let logger = context.logger
        afterwork[key] = Task {
            do {
                _ = try await program.collect()
            } catch {
                logger.debug("bytecode was not compiled", metadata: ["environment": "\(key.short)", "error": "\(error)"])
            }
        }
    }
}
