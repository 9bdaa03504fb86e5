import Domain
import FoundationEssentials
import Studio
import Terminal
import Testing

/// The audit trail, and what the studio said.
@Suite struct JournalScreensTests {
    private func event(_ sequence: Int64, _ kind: String, _ name: String, message: String? = nil) -> Event {
        Event(
            sequence: sequence, at: DemoEngine.moment.addingTimeInterval(Double(sequence) - 100), by: "ana", kind: kind,
            resource: ResourceReference(kind: "job", name: name), message: message)
    }

    @Test func pastAndPresentAreOneTrailNewestFirst() async throws {
        var studio = try await DemoStudio()
        _ = studio.model.receive(.event(event(3, "job.completed", "third")))
        try await studio.press(.character("A"))
        #expect(studio.model.screen.kind == .events)
        #expect(studio.model.subscriptions.contains(.pastEvents))
        _ = studio.model.receive(
            .pastEvents([
                event(1, "job.queued", "first", message: "by\u{1B}]0;x"), event(2, "job.started", "second"),
                event(3, "job.completed", "third"),
            ]))
        #expect(studio.model.data.events.map(\.sequence) == [1, 2, 3])
        let lines = studio.model.draw().lines
        let places = ["third", "second", "first"].map { word in lines.firstIndex { $0.contains(word) } ?? -1 }
        #expect(places[0] >= 0 && places[0] + 1 == places[1] && places[1] + 1 == places[2])
        #expect(studio.row("first", "by\\u{1B}]0;x") != nil)
    }

    @Test func filters() async throws {
        var studio = try await DemoStudio()
        for number in 1...5 {
            _ = studio.model.receive(.event(event(Int64(number), number == 4 ? "job.failed" : "job.queued", "n\(number)")))
        }
        try await studio.press(.character(":"))
        try await studio.type("events")
        try await studio.press(KeyPress(.enter), .character("/"))
        try await studio.type("failed")
        try await studio.press(KeyPress(.enter))
        #expect(studio.row("job.failed", "n4") != nil)
        #expect(studio.row("job.queued") == nil)
    }

    @Test func keepsWhatWasSaid() async throws {
        var studio = try await DemoStudio()
        studio.model.tell(.failure, "it broke")
        studio.model.tell(.success, "it works again")
        try await studio.press(.control("n"))
        #expect(studio.model.screen.kind == .notifications)
        let lines = studio.model.draw().lines
        let newest = try #require(lines.firstIndex { $0.contains("done") && $0.contains("it works again") })
        #expect(lines[newest + 1].contains("failed") && lines[newest + 1].contains("it broke"))
        try await studio.press(.character("q"))
        #expect(studio.model.screen.kind == .dashboard)
    }
}
