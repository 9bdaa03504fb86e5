import Domain
import Foundation
import Logging
import Testing

@testable import Store

@Suite struct GroupCommitTests {
    @Test func manyWritersAllSeeTheirCommit() async throws {
        try await withStore { store in
            let sequences = try await withThrowingTaskGroup(of: Int64.self) { group in
                for index in 0..<200 {
                    group.addTask { try await store.write { try $0.append(index) } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(sequences) == Set(1...200))
            #expect(try await store.read { try $0.lastEventSequence() } == 200)
        }
    }

    @Test func oneFailureRollsBackOnlyItself() async throws {
        try await withStore { store in
            async let good = store.write { try $0.append(1) }
            let bad = Task {
                try await store.write { transaction in
                    _ = try transaction.append(2)
                    throw AtelierError(.conflict, "no")
                }
            }
            async let alsoGood = store.write { try $0.append(3) }
            _ = try await (good, alsoGood)
            await #expect(throws: AtelierError.self) { try await bad.value }
            let messages = try await store.read { try $0.events(after: 0, limit: 10).compactMap(\.message) }
            #expect(Set(messages) == ["1", "3"])
        }
    }

    @Test func aWriteIsThereAfterReopening() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "s.sqlite").path
        let first = try Store(path: path, logger: Logger(label: "test"))
        _ = try await first.write { try $0.append(7) }
        try first.close()
        let second = try Store(path: path, logger: Logger(label: "test"))
        #expect(try await second.read { try $0.events(after: 0, limit: 10).map(\.message) } == ["7"])
    }

    @Test func anAnsweredWriteSurvivesAPowerCut() async throws {
        try await withStore { store in
            let level = try await store.synchronousLevel
            #expect(level == 2)
        }
    }

    @Test func anUnwritablePlaceIsNamed() {
        #expect { try Store(path: "/nonexistent/s.sqlite", logger: Logger(label: "test")) } throws: { error in
            (error as? AtelierError)?.message.contains("/nonexistent/s.sqlite") == true
        }
    }

    private func withStore(_ body: (Store) async throws -> Void) async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(Store(path: folder.appending(path: "s.sqlite").path, logger: Logger(label: "test")))
    }

    private func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

extension StoreTransaction {
    fileprivate func append(_ number: Int) throws -> Int64 {
        try append(
            "test", about: ResourceReference(kind: "job", name: "j"), by: "me",
            at: Date(timeIntervalSince1970: 0), message: "\(number)")
    }
}
