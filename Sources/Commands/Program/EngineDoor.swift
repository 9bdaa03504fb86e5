package import Client
package import Domain

/// The way to the engine: whether it runs, and how it is started.
package protocol EngineDoor: Sendable {
    var isRunning: Bool { get }
    /// Starts the engine unless it runs, and returns when it answers.
    func start() throws
    /// Does not start anything.
    func connection() -> any ControlCaller
    /// A connection to an engine that is started whenever there is none, now or at a later call.
    func steadyConnection() throws -> any ControlCaller
}

extension EngineDoor {
    package func steadyConnection() throws -> any ControlCaller {
        if !isRunning { try start() }
        return connection()
    }
}

/// The door to the engine of this user's home.
package struct HomeDoor: EngineDoor {
    private let launcher: EngineLauncher
    private let client: ControlClient

    package init(location: EngineLocation, environment: [String: String], user: String) {
        launcher = EngineLauncher(location: location, environment: environment)
        client = ControlClient(socket: location.socket, user: user)
    }

    package var isRunning: Bool { launcher.isRunning }
    package func start() throws { try launcher.start() }
    package func connection() -> any ControlCaller { client }
    package func steadyConnection() throws -> any ControlCaller {
        try start()
        return client.reviving { [launcher] in try launcher.start() }
    }
}
