import Domain
import FoundationEssentials
@testable import Studio
import Testing

/// When a search is read again.
struct SearchReadingTests {
    private let now = SearchSample.start
    private func after(_ seconds: Double) -> Date { now.addingTimeInterval(seconds) }

    private let running = SearchSample.progress([SearchSample.trial(0, score: 0.5, .running, to: nil)])
    private let over = SearchSample.progress([SearchSample.trial(0, score: 0.5)])

    @Test func itIsAskedForOnceAVersion() {
        var reading = SearchReading()
        reading.ask(for: 4, at: now)
        #expect(reading.turn == 1)
        reading.take(over, of: 1)
        reading.ask(for: 4, at: after(60))
        #expect(reading.turn == 1)
        reading.ask(for: 5, at: after(61))
        #expect(reading.turn == 2)
    }

    /// However fast its trials change, nothing is called off for something newer.
    @Test func whileAnAnswerIsAwaitedNothingMoreIsAsked() {
        var reading = SearchReading()
        for version in 1...50 { reading.ask(for: version, at: now) }
        #expect(reading.turn == 1)
        reading.take(over, of: 1)
        reading.ask(for: 50, at: now)
        #expect(reading.turn == 2, "what changed meanwhile is read then")
    }

    @Test func whatRunsIsReadAgainAfterAWhile() {
        var reading = SearchReading()
        reading.ask(for: 1, at: now)
        reading.take(running, of: 1)
        reading.ask(for: 1, at: after(4))
        #expect(reading.turn == 1)
        reading.ask(for: 1, at: after(5))
        #expect(reading.turn == 2)
    }

    @Test func aTrialThatChangesIsAChangeOfItsSearch() {
        func job(_ name: JobName, parent: JobName? = nil, _ status: JobStatus = .running) -> JobSummary {
            JobSummary(
                name: name, displayName: name.rawValue, experiment: "e", status: status, compute: "local", createdAt: now,
                createdBy: "ana", parent: parent,
                search: parent == nil ? SearchStanding(kind: .sweep, done: 0, limit: 3) : nil)
        }
        var table = JobTable()
        table.replace(with: [job("b", parent: "s"), job("a", parent: "s"), job("s"), job("other")], count: 4)
        let first = table.lastChange(of: ["s"])
        table.refresh(["a"], with: [job("a", parent: "s")])
        #expect(table.lastChange(of: ["s"]) == first, "nothing changed")
        table.refresh(["other"], with: [job("other", .completed)])
        #expect(table.lastChange(of: ["s"]) == first)
        table.refresh(["a"], with: [job("a", parent: "s", .completed)])
        let second = table.lastChange(of: ["s"])
        #expect(second > first && second == table.version)
        table.refresh(["b"], with: [])
        #expect(table.lastChange(of: ["s"]) > second, "one that is gone is a change")
        #expect(table.search(of: "a") == "s" && table.search(of: "s") == nil && table.search(of: "nobody") == nil)
    }
}
