import Domain
import Engine
import Foundation
import Store
import Testing

/// Archiving, changing and deleting, which data and environments share with models.
@Suite struct AssetChangesTests {
    @Test func anArchivedVersionIsOutOfListsAndOfLatest() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (fixture.environments, fixture.workspace)
            for _ in 0..<2 { _ = try await catalog.register(fixture.environment, in: workspace, by: "me") }
            _ = try await catalog.setArchived(true, "mine", version: "2", in: workspace, by: "ann")
            #expect(try await catalog.show("mine", in: workspace).version == "1")
            #expect(try await catalog.list(in: workspace).map(\.version) == ["1"])
            #expect(
                try await catalog.list(in: workspace, filter: ListFilter(archived: .only)).map(\.version) == ["2"])
            #expect(try await catalog.show("mine", version: "2", in: workspace).creation.lastModifiedBy == "ann")
            let changed = try await catalog.setArchived(true, "mine", in: workspace, by: "ann")
            #expect(changed.count == 2 && changed.allSatisfy(\.isArchived))
            #expect(
                await failure { try await catalog.show("mine", in: workspace) }?.message
                    == "environment 'mine' has no version that is not archived")
            _ = try await catalog.setArchived(false, "mine", in: workspace, by: "ann")
            #expect(try await catalog.show("mine", in: workspace).version == "2")
            let kinds = try await fixture.context.store.read { try $0.events(after: 0, limit: 100) }.map(\.kind)
            #expect(kinds.filter { $0 == "environment.archived" }.count == 2)
            #expect(kinds.filter { $0 == "environment.restored" }.count == 2)
        }
    }

    @Test func notesChangeAndContentDoesNot() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("1,2", to: fixture.path("iris.csv"))
            let (catalog, workspace) = (fixture.data, fixture.workspace)
            let spec = DataSpec(
                name: "iris", type: .uriFile, location: .local(file), description: "d", tags: ["a": "b"])
            _ = try await catalog.register(spec, in: workspace, by: "me")
            let edit = AssetEdit(description: "", tags: ["c": "d"])
            let changed = try await catalog.update("iris", version: "1", in: workspace, by: "ann", edit)
            #expect(changed.description == nil && changed.tags == ["c": "d"])
            let kept = try await catalog.update("iris", version: "1", in: workspace, by: "ann", AssetEdit())
            #expect(kept.tags == ["c": "d"] && kept.location == .local(file))
            let event = try #require(
                try await fixture.context.store.read { try $0.events(after: 0, limit: 100) }
                    .first { $0.kind == "data.updated" })
            #expect(event.resource.name == "iris:1")
            #expect(event.before?["description"] == "d" && event.after?["description"] == .null)
            #expect(
                await failure { try await catalog.update("iris", version: "7", in: workspace, by: "ann", edit) }?.message
                    == "data asset 'iris' has no version '7'")
        }
    }

    @Test func dataThatAJobOrOtherDataNeedsIsKept() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("1,2", to: fixture.path("iris.csv"))
            let (catalog, workspace) = (fixture.data, fixture.workspace)
            for _ in 0..<3 {
                _ = try await catalog.register(
                    DataSpec(name: "iris", type: .uriFile, location: .local(file)), in: workspace, by: "me")
            }
            let first = DataLocation.asset(AssetReference(name: "iris", selector: .version("1")))
            let latest = DataLocation.asset(AssetReference(name: "iris", selector: .label("latest")))
            try await fixture.addJob("fox", inputs: ["data": .data(DataInput(type: .uriFile, location: first))])
            _ = try await catalog.register(
                DataSpec(name: "alias", type: .uriFile, location: latest), in: workspace, by: "me")
            // The job has ended.
            try await catalog.delete("iris", version: "1", in: workspace, by: "me")
            #expect(fixture.exists(file))
            let needed = await failure { try await catalog.delete("iris", version: "3", in: workspace, by: "me") }
            #expect(needed?.code == .invalidState)
            #expect(needed?.message == "data asset iris:3 is used by data asset alias:1")
            let second = DataLocation.asset(AssetReference(name: "iris", selector: .version("2")))
            try await fixture.addJob(
                "owl", inputs: ["data": .data(DataInput(type: .uriFile, location: second))], status: .queued)
            #expect(
                await failure { try await catalog.delete("iris", version: "2", in: workspace, by: "me") }?.message
                    == "data asset iris:2 is used by job owl")
            let again = await failure {
                try await catalog.register(
                    DataSpec(name: "iris", version: "1", type: .uriFile, location: .local(file)), in: workspace, by: "me")
            }
            #expect(again?.message == "data asset iris:1 was deleted; a version is never given twice")
        }
    }

    @Test func anEnvironmentThatADeploymentRunsInIsKept() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (fixture.environments, fixture.workspace)
            for _ in 0..<2 { _ = try await catalog.register(fixture.environment, in: workspace, by: "me") }
            try await fixture.addDeployment(
                "iris/blue", environment: .registered(AssetReference(name: "mine", selector: .version("1"))))
            let needed = await failure { try await catalog.delete("mine", version: "1", in: workspace, by: "me") }
            #expect(needed?.message == "environment mine:1 is used by deployment iris/blue")
            try await catalog.delete("mine", version: "2", in: workspace, by: "me")
            #expect(try await catalog.list(in: workspace).map(\.version) == ["1"])
            let next = try await catalog.register(fixture.environment, in: workspace, by: "me")
            #expect(next.version == "3")
        }
    }

    /// Records of yesterday have no word of being archived.
    @Test func anOldEnvironmentIsNotArchived() throws {
        let old = """
            {"workspace": "default", "name": "mine", "version": "1", "spec": {"tags": {}},
             "creation": {"createdAt": 0, "createdBy": "me", "lastModifiedAt": 0, "lastModifiedBy": "me"}}
            """
        let asset = try JSONDecoder().decode(EnvironmentAsset.self, from: Data(old.utf8))
        #expect(!asset.isArchived && asset.version == "1")
    }
}
