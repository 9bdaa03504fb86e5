import Client
import Domain
import Engine
import Foundation
import Logging
import Server
import ServiceLifecycle
import Testing

/// An engine with its control door open in this process, on a home of its own.
struct OpenDoor: Sendable {
    let engine: Engine
    let client: ControlClient

    /// Opens the door, runs `body`, and shuts everything down again.
    static func with(_ body: @escaping @Sendable (OpenDoor) async throws -> Void) async throws {
        let root = "/tmp/atelier-door-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: root + "/run", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: root) }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let location = EngineLocation(environment: ["ATELIER_HOME": root], userID: 0)
        let engine = try Engine(location: location, settings: EngineSettings(), logger: logger, modelEnvironment: { _ in EnvironmentSpec() },
            modelDescription: { _ in MLflowModel(flavors: [:]) }, tableDescription: { _ in MLTable() })
        try await engine.start()
        let (ready, opened) = AsyncStream.makeStream(of: Void.self)
        let application = ControlDoor.application(
            engine: engine, socket: location.socket, logger: logger, onReady: { opened.finish() }, onStop: {})
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [.init(service: application)], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await _ in ready {}
            let door = OpenDoor(engine: engine, client: ControlClient(socket: location.socket, user: "tester"))
            do {
                try await body(door)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try await engine.stop()
    }
}
