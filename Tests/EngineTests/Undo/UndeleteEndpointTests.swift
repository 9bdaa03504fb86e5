import Domain
import Foundation
import Scoring
import Store
import Testing

@testable import Engine

/// Endpoints and deployments that come back: at work again, with nothing that was not theirs.
@Suite struct UndeleteEndpointTests {
    @Test func anEndpointComesBackWithItsTrafficAndKeys() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk()
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green")
            let keys = try await world.catalog.credentials(of: "iris", in: "default")
            let before = try await world.catalog.show("iris", in: "default")
            let revisions = try await world.catalog.revisions(of: "iris", in: "default").count
            let folder = world.context.home.deployment("blue", of: "iris", in: "default")

            let deletion = try await world.catalog.delete("iris", in: "default", by: "ada")
            #expect(world.scoring.route(of: "iris") == nil && !FileManager.default.fileExists(atPath: folder))
            let undone = try await desk.undo(nil, in: "default", by: "ada")
            #expect(undone.events.map(\.sequence) == [deletion.event])

            let after = try await world.catalog.show("iris", in: "default")
            #expect(try UndeletionTests.text(after) == UndeletionTests.text(before))
            #expect(try await world.catalog.credentials(of: "iris", in: "default") == keys)
            #expect(try await world.catalog.revisions(of: "iris", in: "default").count == revisions)
            let deployments = try await world.catalog.listDeployments(of: "iris", in: "default")
            #expect(deployments.map(\.provisioningState) == [.succeeded, .succeeded])
            #expect(FileManager.default.fileExists(atPath: folder))
            await world.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") != nil }
            #expect(world.scoring.route(of: "iris")?.traffic["blue"] == 100)

            // It is an endpoint like any other.
            try await world.setTraffic(["blue": 0, "green": 100])
            _ = try await desk.undo(undone.undoing.first, in: "default", by: "ada")
            #expect(try await world.catalog.list(in: "default").isEmpty)
            _ = try await desk.undo(deletion.event, in: "default", by: "ada")
            #expect(try await world.catalog.show("iris", in: "default").traffic.description == "blue=0 green=100")
        }
    }

    @Test func anAddressThatWasTakenIsAConflict() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk()
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            let deletion = try await world.catalog.delete("iris", in: "default", by: "ada")
            _ = try await world.endpoint()
            let taken = await failure { try await desk.undo(deletion.event, in: "default", by: "ada") }
            #expect(taken?.code == .conflict)
            #expect(taken?.message == "endpoint iris cannot come back: another endpoint has its name by now")
            #expect(try await world.catalog.listDeployments(of: "iris", in: "default").isEmpty)
            try await world.catalog.delete("iris", in: "default", by: "ada")
            _ = try await desk.undo(deletion.event, in: "default", by: "ada")
            #expect(try await world.catalog.show("iris", in: "default").traffic["blue"] == 100)
        }
    }

    @Test func aDeploymentComesBackWithoutTraffic() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk()
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            let green = try await world.deploy("green")
            let deletion = try await world.catalog.deleteDeployment("green", of: "iris", in: "default", by: "ada")
            let undone = try await desk.undo(deletion.event, in: "default", by: "ada")
            #expect(undone.remark?.hasPrefix("deployment iris/green has 0 % of the traffic: ") == true)
            let after = try await world.catalog.showDeployment("green", of: "iris", in: "default")
            #expect(try UndeletionTests.text(after) == UndeletionTests.text(green))
            #expect(try await world.catalog.show("iris", in: "default").traffic.description == "blue=100")
            // Whoever asks for it has it started.
            await world.scoring.wait { $0.route(of: "iris")?.target(of: "green") != nil }
            world.scoring.route(of: "iris")?.target(of: "green")?.receiveRequest()
            await world.scoring.wait { $0.route(of: "iris")?.workers(of: "green") != nil }
        }
    }

    @Test func aChangeThatWasGivenUpGoesOn() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk()
            _ = try await world.endpoint()
            world.scoring.hold("blue")
            _ = try await world.catalog.deploy(world.spec("blue"), allTraffic: true, in: "default", by: "ada")
            await world.scoring.wait { !$0.begun.isEmpty }
            async let deleted = world.catalog.deleteDeployment("blue", of: "iris", in: "default", by: "ada")
            world.scoring.release("blue")
            let deletion = try await deleted
            _ = try await desk.undo(deletion.event, in: "default", by: "ada")
            let settled = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(settled.provisioningState == .succeeded)
            #expect(try await world.catalog.show("iris", in: "default").traffic.live.isEmpty, "nothing moves by surprise")
        }
    }

    @Test func whatADeploymentNeedsComesFirst() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk()
            _ = try await world.endpoint()
            try await world.deploy("blue")
            let first = try await world.catalog.deleteDeployment("blue", of: "iris", in: "default", by: "ada")
            try await world.removeModel()
            let noModel = await failure { try await desk.undo(first.event, in: "default", by: "ada") }
            #expect(
                noModel?.message
                    == "deployment iris/blue cannot come back: it needs model iris:1, which is not there any more")
            let second = try await world.catalog.delete("iris", in: "default", by: "ada")
            let noHolder = await failure { try await desk.undo(first.event, in: "default", by: "ada") }
            #expect(noHolder?.code == .conflict)
            #expect(
                noHolder?.message
                    == "deployment iris/blue cannot come back: it needs endpoint iris, which is not there any more")
            #expect(noHolder?.hint == "bring that back first: 'atelier undo --event \(second.event)'")
        }
    }

    /// The engine died between the word and the deed: the deed is whose word it was.
    @Test func aDeletionThatIsFinishedAtTheStartIsStillThePersons() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.desk()
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.context.write { transaction in
                var record = try transaction.endpoint("iris", in: "default")
                record.endpoint.provisioningState = .deleting
                try transaction.update(record)
                try transaction.append(
                    "endpoint.deleting", about: record.endpoint.reference, by: "ada", at: Date())
            }
            try await world.restarted { again in
                for try await batch in again.context.journal.events(after: 0)
                where batch.contains(where: { $0.kind == "endpoint.deleted" }) { break }
                #expect(try await again.events().last { $0.isDeletion }?.by == "ada")
                let undone = try await again.desk(addingModel: false).undo(nil, in: "default", by: "ada")
                #expect(undone.events.map(\.kind) == ["endpoint.deleted"])
                await again.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") != nil }
            }
        }
    }
}
