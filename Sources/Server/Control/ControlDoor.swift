import ControlAPI
package import Engine
package import Hummingbird
package import Logging

/// The control API on the Unix socket: what the command line and the studio call.
package enum ControlDoor {
    /// - Parameters:
    ///   - socket: in a folder only the user can enter. The caller holds the engine's lock, so a file that is there
    ///     is left from a dead engine.
    ///   - onStop: begins the engine's shutdown; called after the answer was made.
    package static func application(
        engine: Engine, socket: String, logger: Logger, onReady: @escaping @Sendable () async -> Void,
        onStop: @escaping @Sendable () async -> Void
    ) -> some ApplicationProtocol {
        let router = Router(context: BasicRequestContext.self)
        EngineDoor.register(on: router, engine: engine, onStop: onStop)
        WorkspaceDoor.register(on: router, engine: engine)
        ComputeDoor.register(on: router, engine: engine)
        BoxDoor.register(on: router, engine: engine)
        JobDoor.register(on: router, engine: engine)
        JobLogDoor.register(on: router, engine: engine)
        AssetDoor.register(on: router, engine: engine)
        DatastoreDoor.register(on: router, datastores: engine.datastores)
        EndpointDoor.register(on: router, engine: engine)
        RuntimeDoor.register(on: router, engine.runtimes)
        RolloutDoor.register(on: router, engine: engine)
        return Application(
            router: router,
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: socket), serverName: "atelier"),
            onServerRunning: { _ in await onReady() }, logger: logger)
    }
}
