import Domain
import Foundation
import Testing

@testable import Engine

/// Traffic taken back: by the rules of traffic, in the journal, and not over what somebody did since.
@Suite struct UndoTrafficTests {
    @Test func trafficComesBackAndGoesAgain() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk(addingModel: false)
            _ = try await world.endpoint()
            try await world.deploy("blue")
            try await world.deploy("green")
            try await world.setTraffic(["blue": 100])
            try await world.setTraffic(["blue": 50, "green": 50])

            let undone = try await desk.undo(nil, in: "default", by: "ada")
            #expect(undone.events.map(\.kind) == ["endpoint.traffic"])
            var endpoint = try await world.catalog.show("iris", in: "default")
            #expect(endpoint.traffic.description == "blue=100" && endpoint.revision == 3)
            let told = try #require(try await world.events().last)
            #expect(told.sequence == undone.undoing.first && told.undoes == undone.events.first?.sequence)
            #expect(told.message?.contains("(undoes event \(undone.events[0].sequence))") == true)

            // Once more goes further back: to no traffic at all.
            _ = try await desk.undo(nil, in: "default", by: "ada")
            endpoint = try await world.catalog.show("iris", in: "default")
            #expect(endpoint.traffic.live.isEmpty)
            #expect(try await desk.list(in: "default").isEmpty)

            // Nobody else's last act is taken back unasked, and an undone undo does it again.
            await #expect {
                try await desk.undo(nil, in: "default", by: "bob")
            } throws: { ($0 as? AtelierError)?.code == .notFound }
            let last = try #require(try await world.events().last)
            _ = try await desk.undo(last.sequence, in: "default", by: "bob")
            endpoint = try await world.catalog.show("iris", in: "default")
            #expect(endpoint.traffic.description == "blue=100")
        }
    }

    @Test func whatSomebodyMovedSinceIsNotTouched() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk(addingModel: false)
            _ = try await world.endpoint()
            try await world.deploy("blue")
            try await world.setTraffic(["blue": 100])
            let first = try #require(try await world.events().last)
            _ = try await world.catalog.update(
                "iris", EndpointChange(traffic: TrafficSplit()), in: "default", by: "eve")
            await #expect {
                try await desk.undo(first.sequence, in: "default", by: "ada")
            } throws: { error in
                let error = error as? AtelierError
                return error?.code == .conflict && error?.message.contains("eve changed it at ") == true
            }
            #expect(try await world.catalog.show("iris", in: "default").revision == 2)
        }
    }

    @Test func trafficThatNeedsADeletedDeploymentIsRefused() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk(addingModel: false)
            _ = try await world.endpoint()
            try await world.deploy("blue")
            try await world.deploy("green")
            try await world.setTraffic(["blue": 100])
            try await world.setTraffic(["green": 100])
            let moved = try #require(try await world.events().last)
            #expect(moved.kind == "endpoint.traffic")
            try await world.catalog.deleteDeployment("blue", of: "iris", in: "default", by: "ada")
            await #expect {
                // The deletion is the last act; what is asked for is the traffic before it.
                try await desk.undo(moved.sequence, in: "default", by: "ada")
            } throws: { error in
                (error as? AtelierError)?.message.contains("blue") == true
            }
            #expect(try await world.catalog.show("iris", in: "default").traffic.live == ["green"])
        }
    }

    @Test func anEditWithAMoveIsTwoEvents() async throws {
        try await EndpointWorld.with { world in
            let desk = try await world.desk(addingModel: false)
            _ = try await world.endpoint()
            try await world.deploy("blue")
            _ = try await world.catalog.update(
                "iris", EndpointChange(traffic: .all(to: "blue"), tags: ["a": "1"]), in: "default", by: "ada")
            #expect(try await world.events().suffix(2).map(\.kind) == ["endpoint.updated", "endpoint.traffic"])
            let list = try await desk.list(in: "default")
            #expect(list.map { $0.events.map(\.kind) } == [["endpoint.traffic"], ["endpoint.updated"]])
            _ = try await desk.undo(list[1].events[0].sequence, in: "default", by: "ada")
            let endpoint = try await world.catalog.show("iris", in: "default")
            #expect(endpoint.tags.isEmpty && endpoint.traffic.description == "blue=100")
        }
    }
}
