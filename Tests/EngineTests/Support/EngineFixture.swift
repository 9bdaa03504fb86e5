import Domain
import Foundation
import Logging
import Store
import Testing

@testable import Engine

/// A home in a temporary folder with an open store, gone with the fixture.
final class EngineFixture: Sendable {
    let clock = ManualClock()
    let context: EngineContext

    init(root: String? = nil) throws {
        let root = root ?? FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let home = HomeLayout(root: root)
        let store = try Store(path: home.database, logger: logger)
        context = EngineContext(
            home: home, store: store, journal: EventJournal(store: store), clock: clock.clock,
            settings: EngineSettings(cancelGrace: .seconds(10)), logger: logger)
    }

    deinit {
        try? context.store.close()
        try? FileManager.default.removeItem(atPath: context.home.root)
    }

    /// Returns the first event of the kind that is about the named thing.
    @discardableResult
    func event(_ kind: String, of name: String? = nil, after sequence: Int64 = 0) async throws -> Event {
        for try await batch in context.journal.events(after: sequence) {
            if let event = batch.first(where: { $0.kind == kind && (name == nil || $0.resource.name == name) }) {
                return event
            }
        }
        throw CancellationError()
    }

    func kinds(of name: JobName) async throws -> [String] {
        try await context.store.read { reader in
            try reader.events(after: 0, limit: 1000).filter { $0.resource.name == name.rawValue }.map(\.kind)
        }
    }
}

extension EngineFixture {
    static let box = BoxCapacity(cores: [0, 1], memory: .gibibytes(8))
}
