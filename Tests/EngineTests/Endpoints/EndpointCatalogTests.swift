import Domain
import Engine
import Foundation
import Store
import Testing

@Suite struct EndpointCatalogTests {
    @Test func theRoadOfTwoVersions() async throws {
        try await EndpointWorld.with { world in
            #expect(try await world.endpoint().provisioningState == .succeeded)
            let blue = try await world.deploy("blue", allTraffic: true)
            #expect(blue.provisioningState == .succeeded)
            #expect(blue.model?.description == "azureml:iris:1")
            #expect(try await world.catalog.show("iris", in: "default").traffic["blue"] == 100)

            try await world.deploy("green")
            #expect(try await world.catalog.show("iris", in: "default").traffic["green"] == 0)
            let route = try #require(world.scoring.route(of: "iris"))
            #expect(route.workers(of: "green")?.isStarted == true, "a pinned request needs it")
            #expect(route.traffic["blue"] == 100)

            try await world.setTraffic(["blue": 0, "green": 100])
            let back = try await world.catalog.rollback("iris", in: "default", by: "ada")
            #expect(back.traffic["blue"] == 100)
            #expect(world.scoring.route(of: "iris")?.traffic["blue"] == 100)

            let revisions = try await world.catalog.revisions(of: "iris", in: "default")
            #expect(revisions.map(\.number) == [1, 2, 3])
            #expect(revisions.map(\.reason) == ["all traffic to blue", "traffic update", "rollback to revision 1"])
            #expect(revisions.allSatisfy { $0.by == "ada" })
        }
    }

    @Test func aChangeDecidedOnOtherTrafficIsRefusedAndNamesWhoMovedIt() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green")
            _ = try await world.catalog.update(
                "iris", EndpointChange(traffic: try TrafficSplit(["green": 100]), ifRevision: 1), in: "default",
                by: "bob")
            let late = EndpointChange(traffic: try TrafficSplit(["blue": 50, "green": 50]), ifRevision: 1)
            await #expect { _ = try await world.catalog.update("iris", late, in: "default", by: "ada") } throws: {
                ($0 as? AtelierError)?.code == .conflict && "\($0)".contains("bob moved it to green=100")
            }
            await #expect {
                _ = try await world.catalog.rollback("iris", ifRevision: 1, in: "default", by: "ada")
            } throws: { ($0 as? AtelierError)?.code == .conflict }
            #expect(try await world.catalog.show("iris", in: "default").traffic.live == ["green"])
            let back = try await world.catalog.rollback("iris", ifRevision: 2, in: "default", by: "ada")
            #expect(back.traffic.live == ["blue"])
        }
    }

    @Test func aRevisionItsEventAndTheRowSayTheSame() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            let event = try #require(try await world.events().last { $0.kind == "endpoint.traffic" })
            #expect(event.by == "ada")
            #expect(event.after?["traffic"]?["blue"] == 100)
            #expect(event.after?["revision"] == 1)
            #expect(event.before?["revision"] == 0)
        }
    }

    @Test func fiftyChangesAtOnceAreFiftyRevisionsAndTheLastOneIsInForce() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green")
            try await withThrowingDiscardingTaskGroup { group in
                for share in 1...50 {
                    group.addTask { try await world.setTraffic(["blue": 100 - share, "green": share]) }
                }
            }
            let revisions = try await world.catalog.revisions(of: "iris", in: "default")
            #expect(revisions.map(\.number) == Array(1...51))
            let endpoint = try await world.catalog.show("iris", in: "default")
            #expect(endpoint.revision == 51)
            #expect(endpoint.traffic == revisions.last?.traffic)
            #expect(world.scoring.route(of: "iris")?.traffic == endpoint.traffic)
        }
    }

    @Test func aNameIsTakenOnTheWholeBox() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            _ = try await WorkspaceCatalog(context: world.context).create(
                WorkspaceSpec(name: "other", location: "local"), by: "ada")
            await #expect { try await world.endpoint() } throws: {
                "\($0)".contains("exists already; change it with 'atelier online-endpoint update --name iris'")
            }
            await #expect {
                _ = try await world.catalog.create(OnlineEndpointSpec(name: "iris"), in: "other", by: "ada")
            } throws: { "\($0)".contains("taken by an endpoint of workspace default") }
            await #expect(throws: AtelierError.self) {
                _ = try await world.catalog.show("iris", in: "other")
            }
            #expect(try await world.catalog.list(in: "other").isEmpty)
        }
    }

    @Test func deletingADeploymentWithTrafficIsRefusedWithTheWayOut() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green")
            await #expect {
                try await world.catalog.deleteDeployment("blue", of: "iris", in: "default", by: "ada")
            } throws: { "\($0)".contains("has 100 % of the traffic") && "\($0)".contains("--traffic") }

            try await world.setTraffic(["blue": 0, "green": 100])
            let workers = try #require(world.scoring.route(of: "iris")?.workers(of: "blue"))
            try await world.catalog.deleteDeployment("blue", of: "iris", in: "default", by: "ada")
            #expect(workers.isStopped)
            #expect(world.scoring.route(of: "iris")?.deployments["blue"] == nil)
            #expect(try await world.catalog.show("iris", in: "default").traffic.weights == ["green": 100])
            #expect(try await world.catalog.listDeployments(of: "iris", in: "default").map(\.name) == ["green"])
            await #expect { try await world.catalog.rollback("iris", in: "default", by: "ada") } throws: {
                "\($0)".contains("needs deployment blue, which is gone")
            }
        }
    }

    @Test func deletingAnEndpointEndsEverything() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.catalog.delete("iris", in: "default", by: "ada")
            #expect(world.scoring.route(of: "iris") == nil)
            #expect(world.scoring.made.allSatisfy { $0.isStopped })
            #expect(try await world.catalog.list(in: "default").isEmpty)
            let folder = world.context.home.deployment("blue", of: "iris", in: "default")
            #expect(!FileManager.default.fileExists(atPath: folder))
            #expect(try await world.events().last?.kind == "endpoint.deleted")
            // The name is free again, and its history starts anew.
            #expect(try await world.endpoint().revision == 0)
        }
    }

    @Test func aWorkspaceIsNotDeletedUnderItsEndpoints() async throws {
        try await EndpointWorld.with { world in
            #expect(try await world.catalog.occupants(of: "default").isEmpty)
            _ = try await world.endpoint()
            #expect(try await world.catalog.occupants(of: "default") == ["it has 1 online endpoint: iris"])
            try await world.catalog.evict(from: "default", by: "ada")
            #expect(try await world.catalog.occupants(of: "default").isEmpty)
        }
    }
}
