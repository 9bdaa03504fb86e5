import Domain
@testable import Studio
import Terminal
import Testing

/// Clicks and the wheel do what keys do.
struct MouseTests {
    /// Where a word is on the screen.
    private static func place(_ word: String, _ driver: StudioDriver) throws -> Point {
        let y = try #require(driver.lines.firstIndex { $0.contains(word) }, "\(word)")
        let line = driver.lines[y]
        let before = try #require(line.firstRange(of: word)).lowerBound
        return Point(x: String(line[..<before]).cellWidth, y: y)
    }

    private static func send(_ kind: MouseEvent.Kind, at word: String, _ driver: StudioDriver) async throws {
        await driver.send(.input(.mouse(MouseEvent(kind, at: try place(word, driver)))))
    }

    @Test func itIsTurnedOnAndOff() async {
        let driver = await StudioDriver.open()
        #expect(!driver.model.takesMouse, "the terminal's own selection first")
        await driver.press("%")
        #expect(driver.model.takesMouse)
        #expect(driver.toast == "mouse on: Shift selects text as before, % turns it off")
        await driver.press("%")
        #expect(!driver.model.takesMouse)
    }

    @Test func aClickFocusesAndSelects() async throws {
        let driver = await StudioDriver.open()
        let third = try #require(driver.jobs?.rows[2])
        let name = try #require(driver.model.data.jobs[third]?.displayName)
        try await Self.send(.press, at: "4 Metrics", driver)
        #expect(driver.focus == .metrics)
        try await Self.send(.press, at: name, driver)
        #expect(driver.focus == .jobs)
        #expect(driver.jobs?.selected == third)
        try await Self.send(.press, at: "LAST METRIC", driver)
        #expect(driver.jobs?.selected == third, "a heading is no row")
    }

    /// Where little room is left for gauges, a row is where it is drawn.
    @Test(arguments: [Size(width: 80, height: 24), Size(width: 200, height: 60)]) func aComputeIsSelected(size: Size) async throws {
        let driver = await StudioDriver.open(size: size)
        try await Self.send(.press, at: "  local ", driver)
        #expect(driver.model.subject.compute == "local")
        try await Self.send(.press, at: "  cpu-cluster ", driver)
        #expect(driver.model.subject.compute == "cpu-cluster")
    }

    @Test func twoQuickClicksOpenAComparedRun() async throws {
        let driver = await StudioDriver.open()
        await driver.press("j", "Space", "Space", "=")
        try await Self.send(.press, at: "churn-train", driver)
        try await Self.send(.press, at: "churn-train", driver)
        #expect(driver.model.screen.kind == .job("keen_elk_k3"))
    }

    @Test func twoQuickClicksOpen() async throws {
        let driver = await StudioDriver.open()
        let job = try #require(driver.jobs?.rows[1])
        let name = try #require(driver.model.data.jobs[job]?.displayName)
        try await Self.send(.press, at: name, driver)
        await driver.pass(seconds: 2)
        try await Self.send(.press, at: name, driver)
        #expect(driver.model.screen.kind == .dashboard, "that was no double click")
        await driver.pass(seconds: 0.2)
        try await Self.send(.press, at: name, driver)
        #expect(driver.model.screen.kind == .job(job))
    }

    @Test func theWheelMovesWhatIsUnderIt() async throws {
        let driver = await StudioDriver.open()
        await driver.press("4")
        let first = driver.jobs?.rows.first
        #expect(driver.jobs?.selected == first)
        try await Self.send(.wheelDown, at: "2 Jobs", driver)
        #expect(driver.jobs?.selected == driver.jobs?.rows[3])
        #expect(driver.focus == .metrics, "the focus stays")
        try await Self.send(.wheelUp, at: "2 Jobs", driver)
        #expect(driver.jobs?.selected == first)
    }

    @Test func aHintIsAButton() async throws {
        let driver = await StudioDriver.open(size: Size(width: 200, height: 60))
        try await Self.send(.press, at: "? help", driver)
        #expect(driver.model.overlay is HelpOverlay)
        try await Self.send(.press, at: "Esc close", driver)
        #expect(driver.model.overlay == nil)
        try await Self.send(.press, at: "1-6 pane", driver)
        #expect(driver.focus == .jobs, "which pane?")
        let y = driver.model.size.height - 1
        await driver.send(.input(.mouse(MouseEvent(.press, at: Point(x: driver.model.size.width - 1, y: y)))))
        #expect(driver.model.overlay == nil)
    }

    @Test func theWheelMovesInAList() async throws {
        let driver = await StudioDriver.open(theme: "midnight")
        await driver.press("^T")
        let before = driver.model.theme.name
        await driver.send(.input(.mouse(MouseEvent(.wheelDown, at: Point(x: 3, y: 3)))))
        #expect(driver.model.theme.name != before)
    }

    /// Nothing traps wherever a click falls, at any size and on any screen.
    @Test func clicksFallAnywhere() async {
        var random = SplitMix(seed: 11)
        let driver = await StudioDriver.open()
        let kinds: [MouseEvent.Kind] = [.press, .press, .release, .drag, .wheelUp, .wheelDown]
        for step in 0..<300 {
            if step % 20 == 0 {
                let size = Size(width: Int.random(in: 0...210, using: &random), height: Int.random(in: 0...70, using: &random))
                await driver.send(.resized(size))
            }
            let place = Point(x: Int.random(in: 0...220, using: &random), y: Int.random(in: 0...80, using: &random))
            await driver.send(.input(.mouse(MouseEvent(kinds.randomElement(using: &random) ?? .press, at: place))))
            #expect(driver.model.draw().size == driver.model.size)
        }
    }
}
