import Documents
import Domain
import Engine
import FoundationEssentials
import Glibc
import LinuxSystem
import Logging
import Server
import ServiceLifecycle
import UnixSignals

/// One engine from lock to shutdown: takes the home's lock, opens the engine, opens its doors, says it is ready, and
/// ends on TERM, INT or a call to stop. Jobs are their runners' and go on.
struct EngineDaemon {
    private let location = EngineLocation(environment: ProcessInfo.processInfo.environment, userID: getuid())
    private let readiness = Readiness()

    /// Runs until the engine is told to stop. Returns the exit code.
    func run() async -> Int32 {
        umask(0o077)
        // As many as it may have: scoring holds a socket a client. With fewer the engine still works.
        try? ResourceLimits.raiseOwnOpenFiles()
        signal(SIGPIPE, SIG_IGN)
        signal(SIGHUP, SIG_IGN)
        do {
            try prepareFolders()
            guard let lock = try FileLock.acquire(location.home.lock) else {
                readiness.report("running")
                return EX_TEMPFAIL
            }
            defer { withExtendedLifetime(lock) {} }
            try await serve()
            return EXIT_SUCCESS
        } catch {
            let known = error as? AtelierError
                ?? AtelierError(.internal, "the engine failed: \(error)", hint: "see \(location.home.engineLog)")
            _ = "atelierd: \(known)\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
            readiness.report(known)
            return known.code.exitCode
        }
    }

    private func serve() async throws {
        let logger = Logger(label: "atelierd", factory: StreamLogHandler.standardError(label:))
        let engine = try Engine(location: location, settings: settings(logger), logger: logger, modelEnvironment: ModelEnvironment.read,
            modelDescription: MLmodelFile.read, tableDescription: MLTableDocument.read(folder:))
        try await engine.start()
        let opened = readiness.afterAll(2) { logger.info("ready", metadata: ["pid": "\(getpid())"]) }
        let stop = StopSwitch()
        let tracking = TrackingDoor(
            ledger: engine.tracking, files: engine.artifacts, tokens: engine.tokens, logger: logger
        ).makeApplication(port: engine.addresses.trackingPort) { _ in await opened() }
        let control = ControlDoor.application(
            engine: engine, socket: location.socket, logger: logger, onReady: opened, onStop: { await stop.pull() })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: tracking), .init(service: control)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        await stop.connect(to: group)
        try await group.run()
        try await engine.stop()
        unlink(location.socket)
    }

    private func settings(_ logger: Logger) throws -> EngineSettings {
        let settings = try SettingsDocument.readIfPresent(file: location.settings)
        for warning in settings.warnings { logger.warning("\(warning)") }
        return EngineSettings(
            previousDeploymentWarm: .seconds(settings.value.engine.previousDeploymentWarmSeconds),
            allowsPythonDownloads: settings.value.engine.pythonDownloads,
            trackingPort: settings.value.engine.trackingPort, scoringPort: settings.value.engine.scoringPort)
    }

    private func prepareFolders() throws {
        let home = location.home.root
        do {
            try DurableFile.createFolder(home)
            try DurableFile.createFolder(location.socketFolder)
            try refuse(home, PrivateFolder.exposure(of: home, followingLinks: true))
            try refuse(location.socketFolder, PrivateFolder.exposure(of: location.socketFolder))
            try PrivateFolder.close(location.socketFolder)
        } catch let error as PosixError {
            throw AtelierError(
                .unavailable, "cannot write to the home \(home): \(error.reason)",
                hint: "set ATELIER_HOME to a folder you can write")
        }
    }

    /// What lies in a folder that others can change is not the user's own.
    private func refuse(_ folder: String, _ exposure: String?) throws {
        guard let exposure else { return }
        throw AtelierError(
            .unavailable, "\(folder) \(exposure)",
            hint: "make it yours alone ('chmod 700 \(folder)'), or set ATELIER_HOME to another folder")
    }
}
