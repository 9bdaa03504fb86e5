package import Client
package import ControlAPI
package import Domain

/// What the verbs ask of an engine. `ControlClient` is it; tests bring their own.
package protocol EngineConnection: Sendable {
    func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String], query: [String: String], body: Body
    ) async throws -> Answer

    /// Gives the log's pieces from a byte offset until the job is over.
    func follow(
        logOf job: JobName, in workspace: WorkspaceName, from offset: Int64, view: ControlClient.LogView,
        consume: (LogFrame) async throws -> Void
    ) async throws

    /// Gives the events after a sequence number; with `follow`, also those to come.
    func events(after sequence: Int64, follow: Bool, consume: (Event) async throws -> Void) async throws
}

extension EngineConnection {
    package func call<Answer>(
        _ route: ControlRoute<Nothing, Answer>, _ parts: [String: String] = [:], query: [String: String] = [:]
    ) async throws -> Answer {
        try await call(route, parts, query: query, body: Nothing())
    }
}

extension ControlClient: EngineConnection {
    package func follow(
        logOf job: JobName, in workspace: WorkspaceName, from offset: Int64, view: ControlClient.LogView,
        consume: (LogFrame) async throws -> Void
    ) async throws {
        try await followLog(of: job, in: workspace, from: offset, view: view, consume: consume)
    }
}

/// The way to the engine: whether it runs, and how it is started.
package protocol EngineDoor: Sendable {
    var isRunning: Bool { get }
    /// Starts the engine unless it runs, and returns when it answers.
    func start() throws
    /// Does not start anything.
    func connection() -> any EngineConnection
    /// A connection to an engine that is started whenever there is none, now or at a later call.
    func steadyConnection() throws -> any EngineConnection
}

extension EngineDoor {
    package func steadyConnection() throws -> any EngineConnection {
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
    package func connection() -> any EngineConnection { client }
    package func steadyConnection() throws -> any EngineConnection {
        try start()
        return client.reviving { [launcher] in try launcher.start() }
    }
}
