import Domain
import Foundation
import Store
import Testing

@testable import Engine

@Suite struct WorkspaceCatalogTests {
    @Test func theDefaultsAreThereFromTheFirstStart() async throws {
        let fixture = try EngineFixture()
        let catalog = WorkspaceCatalog(context: fixture.context)
        try await catalog.start()
        try await catalog.start()
        #expect(try await catalog.list().map(\.name) == ["default"])
        #expect(try await catalog.listGroups().map(\.name) == ["default"])
        try await fixture.event("workspace.created", of: "default")
    }

    @Test func creatingAgainUpdates() async throws {
        let fixture = try EngineFixture()
        let catalog = WorkspaceCatalog(context: fixture.context)
        try await catalog.start()
        try await catalog.createGroup("rg", location: "eastus", by: "anna")
        let first = try await catalog.create(WorkspaceSpec(name: "ws", resourceGroup: "rg"), by: "anna")
        #expect(first.location == "eastus")
        fixture.clock.advance(by: 10)
        let second = try await catalog.create(WorkspaceSpec(name: "ws", description: "new"), by: "bob")
        #expect(second.resourceGroup == "rg")
        #expect(second.description == "new")
        #expect(second.creation.createdBy == "anna")
        #expect(second.creation.lastModifiedBy == "bob")
        await #expect(throws: AtelierError.self) {
            try await catalog.create(WorkspaceSpec(name: "ws", resourceGroup: "default"), by: "anna")
        }
        await #expect(throws: AtelierError.self) {
            try await catalog.create(WorkspaceSpec(name: "other", resourceGroup: "nowhere"), by: "anna")
        }
    }

    @Test func anUnknownNameIsSuggested() async throws {
        let fixture = try EngineFixture()
        let catalog = WorkspaceCatalog(context: fixture.context)
        try await catalog.start()
        let error = await #expect(throws: AtelierError.self) { try await catalog.require("defualt") }
        #expect(error?.code == .notFound)
        #expect(error?.hint == "did you mean 'default'?")
    }

    @Test func deletingTakesEverythingAlong() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        let catalog = scripted.workspaces
        try await catalog.createGroup("rg", location: nil, by: "anna")
        try await catalog.create(WorkspaceSpec(name: "ws", resourceGroup: "rg"), by: "anna")
        let spec = JobSpec(
            name: "fox", work: .command(CommandWork(command: "true", environment: .inline(EnvironmentSpec()))))
        _ = try await scripted.desk.submit(spec, in: "ws", by: "anna")
        _ = await scripted.runtime.next()
        let refused = await #expect(throws: AtelierError.self) { try await catalog.delete("ws", by: "anna") }
        #expect(refused?.message == "workspace 'ws' is in use: 1 job not yet ended")
        try await catalog.deleteGroup("rg", by: "anna")
        #expect(try await catalog.list().map(\.name) == ["default"])
        #expect(try await catalog.listGroups().map(\.name) == ["default"])
        #expect(try await scripted.fixture.context.store.read { try $0.job(named: "fox") } == nil)
        let folder = scripted.fixture.context.home.workspace("ws")
        #expect(!FileManager.default.fileExists(atPath: folder))
        await #expect(throws: AtelierError.self) { try await catalog.delete("default", by: "anna") }
    }
}
