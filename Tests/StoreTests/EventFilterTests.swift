import Domain
import Foundation
import Testing

@testable import Store

/// What of the journal a filter admits.
@Suite struct EventFilterTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let filter: EventFilter
        let sequences: [Int64]

        init(_ description: String, _ filter: EventFilter, _ sequences: [Int64]) {
            testDescription = description
            self.filter = filter
            self.sequences = sequences
        }
    }

    static func time(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }

    /// Sequence 1 to 6, at 10 to 60 seconds.
    private static let journal: [(kind: String, resource: ResourceReference, by: String)] = [
        ("job.queued", ResourceReference(kind: "job", name: "a", workspace: "default"), "ann"),
        ("job.failed", ResourceReference(kind: "job", name: "a", workspace: "default"), "engine"),
        ("jobs.odd", ResourceReference(kind: "other", name: "a%", workspace: "lab"), "ann"),
        ("compute.node.idle", ResourceReference(kind: "compute", name: "cpu", workspace: "default"), "engine"),
        ("compute.updated", ResourceReference(kind: "compute", name: "cpu", workspace: "lab"), "bob"),
        ("deployment.failed", ResourceReference(kind: "deployment", name: "iris/blue", workspace: "lab"), "engine"),
    ]

    static let cases = [
        Case("all", EventFilter(), [1, 2, 3, 4, 5, 6]),
        Case("one kind", EventFilter(kinds: ["job.failed"]), [2]),
        Case("two kinds", EventFilter(kinds: ["job.failed", "deployment.failed"]), [2, 6]),
        Case("a beginning", EventFilter(kinds: ["job."]), [1, 2]),
        Case("a longer beginning", EventFilter(kinds: ["compute.node."]), [4]),
        Case("a kind and a beginning", EventFilter(kinds: ["job.queued", "compute."]), [1, 4, 5]),
        Case("no wildcards", EventFilter(kinds: ["job%"]), []),
        Case("a kind of resource", EventFilter(resourceKind: "compute"), [4, 5]),
        Case("a resource", EventFilter(resourceKind: "deployment", resourceName: "iris/blue"), [6]),
        Case("a resource of one workspace", EventFilter(about: journal[3].resource), [4]),
        Case("a person", EventFilter(person: "ann"), [1, 3]),
        Case("from a time", EventFilter(since: time(40)), [4, 5, 6]),
        Case("before a time", EventFilter(until: time(40)), [1, 2, 3]),
        Case("between", EventFilter(since: time(20), until: time(50)), [2, 3, 4]),
        Case("all together", EventFilter(kinds: ["compute."], person: "bob", since: time(20)), [5]),
        Case("nobody", EventFilter(person: "eve"), []),
    ]

    @Test(arguments: cases)
    func aFilterAdmits(example: Case) async throws {
        let fixture = try await Self.fixture()
        let all = try await fixture.store.read { try $0.events(after: 0, limit: 100, matching: example.filter) }
        #expect(all.map(\.sequence) == example.sequences)
        let newest = try await fixture.store.read { try $0.events(before: 7, limit: 2, matching: example.filter) }
        #expect(newest.map(\.sequence) == Array(example.sequences.reversed().prefix(2)))
        let begin = try await fixture.store.read { try $0.sequence(beforeNewest: 2, after: 0, matching: example.filter) }
        let last = try await fixture.store.read { try $0.events(after: begin, limit: 100, matching: example.filter) }
        #expect(last.map(\.sequence) == Array(example.sequences.suffix(2)))
    }

    private static func fixture() async throws -> StoreFixture {
        let fixture = try await StoreFixture()
        try await fixture.store.write { transaction in
            for (index, entry) in journal.enumerated() {
                try transaction.append(
                    entry.kind, about: entry.resource, by: entry.by, at: time(Double(index + 1) * 10))
            }
        }
        return fixture
    }
}
