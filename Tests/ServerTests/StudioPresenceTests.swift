import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

@Suite(.serialized) struct StudioPresenceTests {
    private struct Seen: Error {}

    /// Follows the list until one is told that is enough, then hangs up.
    private func follow(
        _ door: OpenDoor, query: [String: String] = [:], until isEnough: ([StudioPresence]) -> Bool
    ) async throws {
        do {
            try await door.client.follow(BoxRoutes.studios, query: query, as: [StudioPresence].self) { studios in
                if isEnough(studios) { throw Seen() }
            }
            Issue.record("the stream ended")
        } catch is Seen {}
    }

    @Test func aStudioIsSeenByOthersUntilItsConnectionIsGone() async throws {
        try await OpenDoor.with { door in
            try await follow(door) { $0.isEmpty }
            let (news, told) = AsyncStream.makeStream(of: [StudioPresence].self)
            let studio = Task {
                try await door.client.follow(
                    BoxRoutes.studios, query: ["attach": "true", "read-only": "true"], as: [StudioPresence].self
                ) { told.yield($0) }
            }
            var heard = news.makeAsyncIterator()
            let first = try #require(await heard.next())
            #expect(first.map(\.user) == ["tester"] && first.map(\.isReadOnly) == [true])

            // A second one that leaves by itself: the first hears of its coming and of its going.
            try await follow(door, query: ["attach": "true"]) { $0.map(\.isReadOnly) == [true, false] }
            var counts: [Int] = []
            while counts.last != 1, let studios = await heard.next() { counts.append(studios.count) }
            #expect(counts == [2, 1])

            studio.cancel()
            _ = try? await studio.value
            try await follow(door) { $0.isEmpty }
            #expect(await door.engine.studios.studios.isEmpty)
        }
    }

    @Test func listeningAloneIsNoPresence() async throws {
        try await OpenDoor.with { door in
            try await follow(door) { $0.isEmpty }
            try await follow(door, query: ["attach": "true"]) { $0.count == 1 }
            try await follow(door) { $0.isEmpty }
        }
    }
}
