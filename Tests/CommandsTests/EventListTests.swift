import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

@Suite struct EventListTests {
    static let now = Date(timeIntervalSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z

    @Test(arguments: [
        ("-90s", -90.0), ("-30m", -1800), ("-2h", -7200), ("-7d", -604_800), ("-2w", -1_209_600),
        ("2026-01-01T01:00:00Z", 3600), ("2026-01-01T01:00Z", 3600), ("2026-01-01 01:00", 3600),
        ("2026-01-01T01:00:00+01:00", 0), ("2026-01-01T01:00:00.250Z", 3600.25), ("2026-01-02", 86_400), ("12:30", 45_000),
        ("12:30:15", 45_015), ("2025-12-31", -86_400),
    ])
    func aTimeIsRead(text: String, offset: Double) throws {
        let moment = try Moment.parse(text, flag: "--since", now: Self.now)
        #expect(abs(moment.timeIntervalSince(Self.now) - offset) < 0.001, "\(text): \(moment)")
    }

    @Test(arguments: ["-99999999999999999999d", "-9999999w", "0001-01-01", "1969-12-31T23:59:59Z"])
    func aTimeBeforeAllTimesIsToldAsThat(text: String) {
        #expect { try Moment.parse(text, flag: "--at", now: Self.now) } throws: { error in
            (error as? AtelierError)?.message == "'\(text)' after --at is a time before 1970"
        }
    }

    @Test(arguments: [
        "", "-", "-h", "-2", "-2y", "2h", "yesterday", "2026-13-01", "2026-01-01T25:00", "25:00", "12:60", "2026-02-30",
        "-1.5h",
    ])
    func whatIsNoTimeIsRefused(text: String) {
        #expect { try Moment.parse(text, flag: "--since", now: Self.now) } throws: { error in
            (error as? AtelierError)?.message == "'\(text)' after --since is not a time"
        }
    }

    @Test(arguments: [
        EventFilter(), EventFilter(kinds: ["job.failed", "compute."]), EventFilter(resourceKind: "job"),
        EventFilter(resourceKind: "deployment", resourceName: "iris/blue", workspace: "lab"),
        EventFilter(person: "ann&bob=1", since: Date(timeIntervalSince1970: 1.5), until: now, newest: 3),
    ])
    func aFilterSurvivesTheWire(filter: EventFilter) throws {
        let items = EventQuery.items(of: filter)
        #expect(try EventQuery.filter { items[$0] } == filter)
    }

    @Test(arguments: [["since": "x"], ["limit": "-1"], ["limit": "many"], ["until": "-5"]])
    func aBrokenFilterIsRefused(items: [String: String]) {
        #expect(throws: AtelierError.self) { try EventQuery.filter { items[$0] } }
    }

    @Test(arguments: [
        (["--kind", "failed"], "error: 'failed' after --kind names no kind of event"),
        (["--kind", ","], "error: ',' after --kind names no kind of event"),
        (["--since", "soon"], "error: 'soon' after --since is not a time"),
        (["--max-results", "0"], "error: --max-results 0 shows nothing"),
        (["--follow", "--until", "12:00"], "error: --follow has no end, and --until is one"),
    ])
    func whatCannotBeMeantIsRefused(flags: [String], message: String) async {
        let bench = Bench()
        #expect(await bench.run(["events"] + flags) != 0)
        #expect(bench.console.errors.hasPrefix(message))
        #expect(bench.engine.calls.isEmpty)
    }
}
