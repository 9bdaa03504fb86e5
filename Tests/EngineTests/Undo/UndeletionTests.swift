import Domain
import Foundation
import Runtimes
import Store
import Testing

@testable import Engine

/// What is deleted comes back as it was, for seven days.
@Suite struct UndeletionTests {
    static func model(_ fixture: AssetFixture, files: [String: String] = ["m.bin": "weights"]) async throws -> ModelVersion {
        for (name, text) in files { try fixture.write(text, to: fixture.path("model/\(name)")) }
        return try await fixture.models.register(
            ModelSpec(
                name: "m", location: .local(fixture.path("model")), description: "d", tags: ["a": "1"],
                properties: ["p": "2"], stage: "Production"),
            in: fixture.workspace, by: "ann")
    }

    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func aModelComesBackWithItsFilesAndGoesAgain() async throws {
        try await AssetFixture.run { fixture in
            let (desk, workspace, models) = (try fixture.desk(), fixture.workspace, fixture.models)
            let model = try await Self.model(fixture, files: ["m.bin": "weights", "sub/c.json": "{}"])
            let place = models.files(of: model)
            let files = try fixture.files(in: place)
            let before = try Self.text(model)

            let deletion = try await models.delete("m", version: "1", in: workspace, by: "ann")
            #expect(deletion.expiresAt.timeIntervalSince(deletion.expiresAt - Deletion.keptFor) == 7 * 86_400)
            #expect(!fixture.exists(place))
            let listed = try #require(try await desk.list(in: workspace).first)
            #expect(listed.events.map(\.sequence) == [deletion.event])
            #expect(abs(try #require(listed.expiresAt).timeIntervalSince(deletion.expiresAt)) < 0.001)
            #expect(listed.size == ByteCount(9))

            let undone = try await desk.undo(nil, in: workspace, by: "ann")
            #expect(undone.events.map(\.kind) == ["model.deleted"])
            #expect(try Self.text(try await models.show("m", version: "1", in: workspace)) == before)
            #expect(try fixture.files(in: place) == files && files.count == 2)
            #expect(try fixture.read("\(place)/model/m.bin") == "weights")
            #expect(try fixture.trash().isEmpty)
            #expect(try await desk.list(in: workspace).isEmpty)
            let told = try #require(try await fixture.events().last)
            #expect(told.kind == "model.undeleted" && told.undoes == deletion.event && told.by == "ann")

            let twice = await failure { try await desk.undo(deletion.event, in: workspace, by: "bob") }
            #expect(twice?.code == .conflict)
            #expect(twice?.message == "model m:1 was brought back already: event \(told.sequence), by ann")

            // Undoing the undo deletes again, and that too is taken back: by the first event, or by the last.
            for event in [deletion.event, nil] {
                let redone = try await desk.undo(
                    try await fixture.events().last { $0.isUndeletion }?.sequence, in: workspace, by: "ann")
                #expect(!fixture.exists(place))
                #expect(try await desk.list(in: workspace).flatMap(\.events).map(\.sequence) == [deletion.event])
                _ = try await desk.undo(event ?? redone.undoing.first, in: workspace, by: "ann")
                #expect(try fixture.files(in: place) == files)
            }
            let next = try await models.register(
                ModelSpec(name: "m", location: .local(fixture.path("model"))), in: workspace, by: "ann")
            #expect(next.version == "2")
        }
    }

    /// An old version that comes back is as old as it was.
    @Test func theLatestStaysTheLatest() async throws {
        try await AssetFixture.run { fixture in
            for _ in 0..<2 { _ = try await Self.model(fixture) }
            let deletion = try await fixture.models.delete("m", version: "1", in: fixture.workspace, by: "ann")
            _ = try await fixture.desk().undo(deletion.event, in: fixture.workspace, by: "ann")
            #expect(try await fixture.models.list(in: fixture.workspace).map(\.version) == ["2", "1"])
            #expect(try await fixture.models.show("m", in: fixture.workspace).version == "2")
        }
    }

    @Test func whatDataNeedsComesFirst() async throws {
        try await AssetFixture.run { fixture in
            let (desk, workspace) = (try fixture.desk(), fixture.workspace)
            let stores = DatastoreCatalog(fixture.context)
            try fixture.write("1,2", to: fixture.path("lake/iris.csv"))
            let lake = try await stores.create(
                DatastoreSpec(name: "lake", type: .localFile, settings: ["path": fixture.path("lake")], tags: ["a": "b"]),
                in: workspace, by: "ann")
            let data = try await fixture.data.register(
                DataSpec(name: "iris", type: .uriFile, location: .datastore("lake", path: "iris.csv")), in: workspace,
                by: "ann")
            let first = try await fixture.data.delete("iris", version: "1", in: workspace, by: "ann")
            let second = try await stores.delete("lake", in: workspace, by: "ann")
            let early = await failure { try await desk.undo(first.event, in: workspace, by: "ann") }
            #expect(early?.code == .conflict)
            #expect(early?.message == "data iris:1 cannot come back: it needs datastore lake, which is not there any more")
            #expect(early?.hint == "bring that back first: 'atelier undo --event \(second.event)'")
            for _ in 0..<2 { _ = try await desk.undo(nil, in: workspace, by: "ann") }
            #expect(try Self.text(try await stores.show("lake", in: workspace)) == Self.text(lake))
            #expect(try Self.text(try await fixture.data.show("iris", in: workspace)) == Self.text(data))
        }
    }

    @Test func whatAComponentNeedsComesFirst() async throws {
        try await AssetFixture.run { fixture in
            let (desk, workspace) = (try fixture.desk(), fixture.workspace)
            let components = fixture.components
            let environment = try await fixture.environments.register(fixture.environment, in: workspace, by: "ann")
            let spec = ComponentSpec(
                name: "train",
                work: .command(
                    CommandStep(
                        command: "true",
                        environment: .registered(AssetReference(name: "mine", selector: .version("1"))))))
            let component = try await components.register(spec, in: workspace, by: "ann").component
            let first = try await components.delete("train", version: "1", in: workspace, by: "ann")
            let second = try await fixture.environments.delete("mine", version: "1", in: workspace, by: "ann")
            let early = await failure { try await desk.undo(first.event, in: workspace, by: "ann") }
            #expect(
                early?.message
                    == "component train:1 cannot come back: it needs environment mine:1, which is not there any more")
            _ = try await desk.undo(second.event, in: workspace, by: "ann")
            _ = try await desk.undo(first.event, in: workspace, by: "ann")
            #expect(try Self.text(try await fixture.environments.show("mine", in: workspace)) == Self.text(environment))
            #expect(try Self.text(try await components.show("train", in: workspace)) == Self.text(component))
        }
    }

    @Test func aComputeComesBackDrainedAsItWas() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        let workspace = Workspace.defaultName
        let spec = ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 3, tags: ["a": "b"])
        _ = try await scripted.computes.create(spec, in: workspace, by: "anna")
        let before = try await scripted.computes.drain("cpu", node: nil, isDraining: true, in: workspace, by: "anna")
        let deletion = try await scripted.computes.delete("cpu", in: workspace, by: "anna")
        let event = try await scripted.fixture.event("compute.deleted")
        #expect(event.sequence == deletion.event)
        _ = try await scripted.computes.undelete(event, in: workspace, by: "bob")
        let after = try await scripted.computes.show("cpu", in: workspace)
        #expect(after.spec == spec && after.drain == Drain(isWhole: true))
        #expect(after.creation == before.creation)
    }

    @Test func aJobWhoseNameWasTakenStaysWhereItIs() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        let workspace = Workspace.defaultName
        let log = scripted.fixture.context.home.job("fox", in: workspace).root + "/mark"
        _ = try await scripted.submit("fox")
        _ = await scripted.runtime.next()
        try Data("first".utf8).write(to: URL(filePath: log))
        scripted.runtime.job("fox.1")?.end(.exited(.code(0)))
        let first = try await scripted.end(of: "fox")
        _ = try await scripted.desk.delete("fox", in: workspace, by: "anna")
        #expect(!FileManager.default.fileExists(atPath: log))
        let deletion = try await scripted.fixture.event("job.deleted")

        try await scripted.fixture.context.write { transaction in
            try transaction.insert(
                Job(
                    name: "fox", workspace: workspace, spec: first.spec, experiment: "e", displayName: "fox",
                    status: .completed, compute: Compute.localName, creation: CreationContext(at: Date(), by: "bob")))
        }
        try FileManager.default.createDirectory(
            at: URL(filePath: log).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("second".utf8).write(to: URL(filePath: log))
        let taken = await failure { try await scripted.desk.undelete(deletion, in: workspace, by: "anna") }
        #expect(taken?.code == .conflict)
        #expect(taken?.message == "job fox cannot come back: another job has its name by now")
        #expect(try String(contentsOfFile: log, encoding: .utf8) == "second")
        _ = try await scripted.desk.delete("fox", in: workspace, by: "anna")
        #expect(!FileManager.default.fileExists(atPath: log))
        _ = try await scripted.desk.undelete(deletion, in: workspace, by: "anna")
        #expect(try String(contentsOfFile: log, encoding: .utf8) == "first")
        #expect(try Self.text(try await scripted.show("fox")) == Self.text(first))
    }
}

extension AssetFixture {
    var components: ComponentCatalog {
        ComponentCatalog(context, code: CodeSnapshots(context), environments: environments)
    }

    /// - Parameter context: this fixture's, or another view of its time.
    func desk(_ other: EngineContext? = nil) throws -> UndoDesk {
        let context = other ?? context
        return UndoDesk(
            context: context, computes: ComputeFleet(context: context),
            endpoints: EndpointCatalog(
                context: context, assets: try ScriptedAssets(folder: URL(filePath: home.root).appending(path: "assets")),
                front: ScriptedScoring(), boxCores: 2),
            services: [
                "model": ModelCatalog(context, locations: locations, metrics: FixedMetrics(values: [:])), "data": data,
                "environment": environments, "component": components, "datastore": DatastoreCatalog(context),
            ])
    }

    func events() async throws -> [Event] {
        try await context.store.read { try $0.events(after: 0, limit: 1000) }
    }

    /// What lies in the trash.
    func trash() throws -> [String] {
        let folder = "\(home.workspace(workspace))/trash"
        return exists(folder) ? try FileManager.default.contentsOfDirectory(atPath: folder) : []
    }

    /// The same home, so many seconds on.
    func later(by seconds: Double) -> EngineContext {
        EngineContext(
            home: home, store: context.store, journal: context.journal,
            clock: EngineClock(now: { Date().addingTimeInterval(seconds) }, sleep: { try await Task.sleep(for: $0) }),
            settings: context.settings, logger: context.logger)
    }
}
