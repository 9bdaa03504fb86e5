import Domain
import Engine
import Foundation
import Store
import Testing

@Suite struct ComponentCatalogTests {
    private static func catalog(_ fixture: AssetFixture) -> ComponentCatalog {
        ComponentCatalog(
            fixture.context, code: CodeSnapshots(fixture.context), environments: fixture.environments)
    }

    private static func spec(code: String? = nil, version: String? = nil) -> ComponentSpec {
        ComponentSpec(
            name: "train", version: version, command: "python train.py", code: code,
            environment: .registered(AssetReference(name: "mine", selector: .label("latest"))))
    }

    @Test func itsCodeIsKeptByContent() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            let file = try fixture.write("print(1)", to: fixture.path("src/train.py"))
            let spec = Self.spec(code: fixture.path("src"))
            let first = try await catalog.register(spec, in: workspace, by: "me").component
            #expect(first.version == "1")
            try fixture.write("print(2)", to: file)
            let second = try await catalog.register(spec, in: workspace, by: "me").component
            #expect(second.version == "2" && second.code != first.code)
            let copy = fixture.path("copy")
            try await CodeSnapshots(fixture.context).materialise(try #require(first.code), at: copy)
            #expect(try fixture.read("\(copy)/train.py") == "print(1)")
            #expect(try await catalog.show("train", in: workspace).code == second.code)
        }
    }

    @Test func theSameVersionAgainIsGivenBackAndAnotherIsRefused() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            let file = try fixture.write("print(1)", to: fixture.path("src/train.py"))
            let spec = Self.spec(code: fixture.path("src"), version: "1")
            let first = try await catalog.register(spec, in: workspace, by: "ann").component
            let again = try await catalog.register(spec, in: workspace, by: "bob").component
            #expect(again.creation == first.creation)
            try fixture.write("print(2)", to: file)
            let other = await failure { try await catalog.register(spec, in: workspace, by: "bob") }
            #expect(other?.message == "component train:1 exists already; a version never changes")
            let kinds = try await fixture.context.store.read { try $0.events(after: 0, limit: 100) }.map(\.kind)
            #expect(kinds.filter { $0 == "component.registered" }.count == 1)
        }
    }

    @Test func whatItNeedsMustBeThereAndStays() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            let missing = await failure { try await catalog.register(Self.spec(), in: workspace, by: "me") }
            #expect(missing?.message == "there is no environment 'mine'")
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            let noCode = await failure {
                try await catalog.register(Self.spec(code: fixture.path("nowhere")), in: workspace, by: "me")
            }
            #expect(noCode?.code == .notFound)
            _ = try await catalog.register(Self.spec(), in: workspace, by: "me")
            let needed = await failure {
                try await fixture.environments.delete("mine", version: "1", in: workspace, by: "me")
            }
            #expect(needed?.message == "environment mine:1 is used by component train:1")
            let changed = try await catalog.update(
                "train", version: "1", in: workspace, by: "me", AssetEdit(tags: ["a": "b"], displayName: "Train"))
            #expect(changed.spec.displayName == "Train" && changed.tags == ["a": "b"])
            try await catalog.delete("train", version: "1", in: workspace, by: "me")
            try await fixture.environments.delete("mine", version: "1", in: workspace, by: "me")
            let slip = await failure { try await catalog.show("train", version: "1", in: workspace) }
            #expect(slip?.message == "there is no component 'train'")
        }
    }
}
