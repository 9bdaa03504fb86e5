import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

@Suite(.serialized) struct EndpointDoorTests {
    private let parts = ["workspace": "default", "endpoint": "iris"]

    @Test func aModelIsDeployedOnlyWhereThereIsADeploymentToCopy() async throws {
        try await OpenDoor.with { door in
            _ = try await door.client.call(
                EndpointRoutes.create, ["workspace": "default"], body: OnlineEndpointSpec(name: "iris"))
            let wish = ModelDeployment(model: AssetReference(name: "iris", selector: .version("1")))
            await #expect {
                _ = try await door.client.call(EndpointRoutes.deploy, parts, body: wish)
            } throws: { ($0 as? AtelierError)?.code == .notFound && "\($0)".contains("model") }

            let file = door.engine.context.home.root + "/weights"
            try Data("1".utf8).write(to: URL(filePath: file))
            _ = try await door.engine.models.register(
                ModelSpec(name: "iris", version: "1", location: .local(file)), in: "default", by: "tester")
            await #expect {
                _ = try await door.client.call(EndpointRoutes.deploy, parts, body: wish)
            } throws: { ($0 as? AtelierError)?.code == .invalidState && "\($0)".contains("none to copy") }
        }
    }

    @Test func theLoadOfTheWorkspacesEndpointsIsTold() async throws {
        struct Seen: Error {}
        try await OpenDoor.with { door in
            _ = try await door.client.call(
                EndpointRoutes.create, ["workspace": "default"], body: OnlineEndpointSpec(name: "iris"))
            await #expect(throws: Seen.self) {
                try await door.client.follow(
                    EndpointRoutes.load, ["workspace": "default"], query: ["follow": "true"], as: EndpointLoad.self
                ) { load in
                    #expect(load.endpoint == "iris" && load.deployments.isEmpty)
                    throw Seen()
                }
            }
            var kept: [EndpointLoad] = []
            try await door.client.follow(
                EndpointRoutes.load, ["workspace": "default"], as: EndpointLoad.self
            ) { kept.append($0) }
            #expect(kept.map(\.endpoint).contains("iris"))
            await #expect {
                try await door.client.follow(
                    EndpointRoutes.load, ["workspace": "elsewhere"], as: EndpointLoad.self) { _ in }
            } throws: { ($0 as? AtelierError)?.code == .notFound }
        }
    }
}
