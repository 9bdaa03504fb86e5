import Domain
import Foundation
import Store
import Testing

@testable import Engine

/// How long what is deleted is kept, and what a crash does to it.
@Suite struct TrashKeepingTests {
    private static let week = 7.0 * 86_400

    @Test func afterSevenDaysItIsGoneForGood() async throws {
        try await AssetFixture.run { fixture in
            let workspace = fixture.workspace
            _ = try await UndeletionTests.model(fixture)
            let deletion = try await fixture.models.delete("m", version: "1", in: workspace, by: "ann")
            await Trash(context: fixture.later(by: Self.week - 60)).purge()
            #expect(try fixture.trash().count == 1)

            // Too late by a moment, though nobody has swept yet.
            let after = fixture.later(by: Self.week + 60)
            let late = try fixture.desk(after)
            #expect(try await late.list(in: workspace).isEmpty)
            let refused = await failure { try await late.undo(deletion.event, in: workspace, by: "ann") }
            #expect(refused?.code == .unsupported)
            #expect(
                refused?.message == "event \(deletion.event) (model.deleted of model m:1) cannot be undone: "
                    + "what is deleted is kept for 7 days, and that time is over")

            await Trash(context: after).purge()
            #expect(try fixture.trash().isEmpty)
            let told = try #require(try await fixture.events().last)
            #expect(told.kind == "model.forgotten" && told.by == "engine" && told.resource.name == "m:1")
            let gone = await failure { try await fixture.desk().undo(deletion.event, in: workspace, by: "ann") }
            #expect(gone?.message == refused?.message)
            #expect(await failure { try await fixture.desk().undo(told.sequence, in: workspace, by: "ann") }?.code == .unsupported)
        }
    }

    @Test func theClockSweepsByItself() async throws {
        let fixture = try EngineFixture()
        try await WorkspaceCatalog(context: fixture.context).start()
        let trash = Trash(context: fixture.context)
        try await trash.start()
        let stores = DatastoreCatalog(fixture.context)
        _ = try await stores.create(
            DatastoreSpec(name: "lake", type: .azureBlob, settings: ["account_name": "a", "container_name": "c"]),
            in: Workspace.defaultName, by: "ann")
        try await stores.delete("lake", in: Workspace.defaultName, by: "ann")
        await fixture.clock.sleepers(1)
        fixture.clock.advance(by: Self.week)
        #expect(try await fixture.event("datastore.forgotten").resource.name == "lake")
        await trash.stop()
    }

    @Test func itsDiskCanBeHadAtOnce() async throws {
        try await AssetFixture.run { fixture in
            let workspace = fixture.workspace
            _ = try await UndeletionTests.model(fixture)
            let deletion = try await fixture.models.delete("m", version: "1", in: workspace, by: "ann")
            let trash = Trash(context: fixture.context)
            let report = try await trash.forget(deletion.event, in: workspace, by: "bob")
            #expect(report.events.map(\.sequence) == [deletion.event] && (report.size?.bytes ?? 0) >= 7)
            #expect(try fixture.trash().isEmpty)
            #expect(try await fixture.events().last?.by == "bob")
            #expect(await failure { try await trash.forget(deletion.event, in: workspace, by: "bob") }?.code == .unsupported)
            let other = await failure {
                try await trash.forget(try await fixture.events().last?.sequence ?? 0, in: workspace, by: "bob")
            }
            #expect(other?.message.contains("is no deletion") == true)
        }
    }

    /// Files moved, the rows' transaction never on disk: nothing was deleted.
    @Test func aDeletionThatWasNotCommittedIsNone() async throws {
        try await AssetFixture.run { fixture in
            let model = try await UndeletionTests.model(fixture)
            let place = fixture.models.files(of: model)
            let folder = TrashFolder(in: fixture.workspace, fixture.home)
            try folder.take(try folder.places([place, place + "-is-not-there"]))
            #expect(!fixture.exists(place))
            try await Self.start(fixture)
            #expect(try fixture.read("\(place)/model/m.bin") == "weights")
            #expect(try fixture.trash().isEmpty)
        }
    }

    /// Files put back, the rows' transaction never on disk: still deleted, and still to be undone.
    @Test func anUndoThatWasNotCommittedIsNone() async throws {
        try await Self.withDeleted { fixture, place, event, folder in
            try folder.putBack()
            #expect(fixture.exists(place))
            try await Self.start(fixture)
            #expect(!fixture.exists(place))
            _ = try await fixture.desk().undo(event, in: fixture.workspace, by: "ann")
            #expect(try fixture.read("\(place)/model/m.bin") == "weights")
        }
    }

    @Test func aPurgeThatWasNotCommittedIsNone() async throws {
        try await Self.withDeleted { fixture, place, event, folder in
            try folder.doom()
            try await Self.start(fixture)
            _ = try await fixture.desk().undo(event, in: fixture.workspace, by: "ann")
            #expect(try fixture.read("\(place)/model/m.bin") == "weights")
        }
    }

    @Test func whatWasCommittedIsFinished() async throws {
        try await Self.withDeleted { fixture, place, event, folder in
            // A purge that died before the files were gone.
            try folder.doom()
            try await fixture.context.write { try $0.forget(try #require(try $0.trashItem(event))) }
            try await Self.start(fixture)
            #expect(try fixture.trash().isEmpty && !fixture.exists(place))
        }
        try await Self.withDeleted { fixture, place, event, folder in
            // An undo that died before its empty folder was gone.
            try folder.putBack()
            try await fixture.context.write {
                try $0.bringBack(try #require(try $0.trashItem(event)), at: Date())
            }
            try await Self.start(fixture)
            #expect(try fixture.trash().isEmpty)
            #expect(try fixture.read("\(place)/model/m.bin") == "weights")
        }
    }

    @Test func filesThatAreGoneFromTheTrashAreMissed() async throws {
        try await Self.withDeleted { fixture, place, event, folder in
            try FileManager.default.removeItem(atPath: folder.path)
            let error = await failure { try await fixture.desk().undo(event, in: fixture.workspace, by: "ann") }
            #expect(error?.code == .conflict && error?.message.contains("its files are gone from") == true)
            #expect(await failure { try await fixture.models.show("m", in: fixture.workspace) }?.code == .notFound)
        }
    }

    @Test func whatLiesInTheWayIsNotOverwritten() async throws {
        try await Self.withDeleted { fixture, place, event, folder in
            try fixture.write("mine", to: "\(place)/note")
            let error = await failure { try await fixture.desk().undo(event, in: fixture.workspace, by: "ann") }
            #expect(error?.message == "\(place) is in the way of what was deleted")
            #expect(try fixture.read("\(place)/note") == "mine")
            try FileManager.default.removeItem(atPath: place)
            _ = try await fixture.desk().undo(event, in: fixture.workspace, by: "ann")
            #expect(try fixture.read("\(place)/model/m.bin") == "weights")
        }
    }

    private static func withDeleted(
        _ body: (AssetFixture, _ place: String, _ event: Int64, TrashFolder) async throws -> Void
    ) async throws {
        try await AssetFixture.run { fixture in
            let model = try await UndeletionTests.model(fixture)
            let event = try await fixture.models.delete("m", version: "1", in: fixture.workspace, by: "ann").event
            let item = try #require(try await fixture.context.store.read { try $0.trashItem(event) })
            try await body(fixture, fixture.models.files(of: model), event, TrashFolder(of: item, fixture.home))
        }
    }

    /// As the engine does at its start.
    private static func start(_ fixture: AssetFixture) async throws {
        let trash = Trash(context: fixture.context)
        try await trash.start()
        await trash.stop()
    }
}
