import Domain
import Engine
import Foundation
import Store
import Testing

@Suite struct ModelDeletionTests {
    @Test func aDeletedVersionIsGoneAndItsNumberToo() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("w", to: fixture.path("m.bin"))
            let (catalog, workspace) = (fixture.models, fixture.workspace)
            for _ in 0..<2 {
                _ = try await catalog.register(
                    ModelSpec(name: "m", location: .local(file)), in: workspace, by: "me")
            }
            let model = try await catalog.show("m", in: workspace)
            try await catalog.delete("m", version: "2", in: workspace, by: "me")
            #expect(!fixture.exists(catalog.files(of: model)))
            #expect(try await catalog.show("m", in: workspace).version == "1")
            let again = await failure {
                try await catalog.register(
                    ModelSpec(name: "m", version: "2", location: .local(file)), in: workspace, by: "me")
            }
            #expect(again?.code == .alreadyExists)
            let next = try await catalog.register(
                ModelSpec(name: "m", location: .local(file)), in: workspace, by: "me")
            #expect(next.version == "3")
            #expect(await failure { try await catalog.delete("m", version: "2", in: workspace, by: "me") }?.code == .notFound)
            let events = try await fixture.context.store.read { try $0.events(after: 0, limit: 100) }
            let deleted = events.filter { $0.kind == "model.deleted" }
            #expect(deleted.map(\.resource.name) == ["m:2"])
            let folder = "\(fixture.home.workspace(workspace))/models"
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["m"])
        }
    }

    @Test func aServedVersionIsKept() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("w", to: fixture.path("m.bin"))
            let (catalog, workspace) = (fixture.models, fixture.workspace)
            for _ in 0..<2 {
                _ = try await catalog.register(
                    ModelSpec(name: "m", location: .local(file)), in: workspace, by: "me")
            }
            let creation = CreationContext(at: Date(timeIntervalSince1970: 0), by: "me")
            try await fixture.context.write { transaction in
                try transaction.insert(
                    EndpointRecord(
                        endpoint: OnlineEndpoint(
                            workspace: workspace, name: "iris", authMode: .key, traffic: try TrafficSplit([:]),
                            provisioningState: .succeeded, revision: 1, creation: creation),
                        sealedKeys: Data()))
                try transaction.save(
                    DeploymentRecord(
                        deployment: OnlineDeployment(
                            workspace: workspace,
                            spec: OnlineDeploymentSpec(
                                name: "blue", endpoint: "iris",
                                model: .registered(AssetReference(name: "m", selector: .label("latest")))),
                            provisioningState: .succeeded, model: AssetReference(name: "m", selector: .version("1")),
                            creation: creation),
                        version: 1))
            }
            let error = await failure { try await catalog.delete("m", version: "1", in: workspace, by: "me") }
            #expect(error?.code == .invalidState)
            #expect(error?.message == "model m:1 is used by deployment iris/blue")
            #expect(try await catalog.show("m", version: "1", in: workspace).version == "1")
            try await catalog.delete("m", version: "2", in: workspace, by: "me")
        }
    }
}
