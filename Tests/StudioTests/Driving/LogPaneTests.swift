import Domain
@testable import Studio
import Terminal
import Testing

/// Reading a log: following its end, standing still in it, only the grave lines of it.
struct LogPaneTests {
    private func open(_ engine: ScriptedEngine = ScriptedEngine()) async -> StudioDriver {
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "3", "z")
        return driver
    }

    private func lastLine(_ driver: StudioDriver) -> String? {
        driver.lines.last { $0.contains("step ") }
    }

    @Test func aLogIsFollowed() async throws {
        let driver = await open()
        #expect(driver.shows("FOLLOW"))
        #expect(lastLine(driver)?.contains("ERROR step 1000") == true)
        let topic = LogTopic(job: SampleWorld.running)
        let news = LogPage(lines: SampleWorld.sampleLog(lines: 1001).suffix(300), total: 1001, isComplete: false)
        await driver.send(.log(topic, news))
        #expect(lastLine(driver)?.contains("step 1001") == true)
    }

    @Test func scrollingUpPauses() async {
        let driver = await open()
        await driver.press("k", "k")
        #expect(driver.shows("PAUSED"))
        #expect(lastLine(driver)?.contains("step 998") == true)
        let news = LogPage(lines: SampleWorld.sampleLog(lines: 1010).suffix(300), total: 1010, isComplete: false)
        await driver.send(.log(LogTopic(job: SampleWorld.running), news))
        #expect(lastLine(driver)?.contains("step 998") == true)
        #expect(driver.shows("12 new below, G follows"))
        await driver.press("G")
        #expect(driver.shows("FOLLOW"))
        #expect(lastLine(driver)?.contains("step 1010") == true)
    }

    @Test func comingToTheEndFollowsAgain() async {
        let driver = await open()
        await driver.press("k", "j")
        #expect(driver.pane(LogPane.self)?.isFollowing == true)
    }

    @Test func theBeginningIsReadWhenSomebodyGoesThere() async {
        let driver = await open()
        await driver.press("g")
        #expect(driver.shows("step 1 loss 1000"))
        #expect(driver.model.underway == [])
        await driver.press("^F")
        #expect(driver.shows("step 40"))
    }

    /// Page by page from the end to the beginning every line is seen, none twice on a screen.
    @Test func everyLineIsSeenOnTheWayUp() async {
        let driver = await open()
        var seen: Set<Int> = []
        for _ in 0..<45 {
            let numbers = driver.lines.compactMap { line in
                line.split(separator: "step ").dropFirst().first?.prefix { $0.isNumber }
            }.compactMap { Int($0) }
            #expect(Set(numbers).count == numbers.count)
            seen.formUnion(numbers)
            await driver.press("^B")
        }
        #expect(seen.count == 1000)
    }

    @Test func onlyGraveLinesAreShown() async {
        let driver = await open()
        await driver.press("V")
        #expect(driver.shows("info and above"))
        #expect(!driver.shows("loss"))
        await driver.press("V", "V")
        #expect(driver.shows("error and above"))
        #expect(driver.shows("ERROR step 900"))
        #expect(!driver.shows("WARNING"))
        await driver.press("V")
        #expect(driver.shows("all levels"))
    }

    @Test func errorsAndHitsAreFound() async {
        let driver = await open()
        await driver.press("E")
        #expect(driver.shows("ERROR step 1000"))
        await driver.press("E")
        #expect(driver.shows("ERROR step 900"))
        await driver.press("e")
        #expect(driver.shows("ERROR step 1000"))
        await driver.press("e")
        #expect(driver.toast == "no more below")
        await driver.press("n")
        #expect(driver.toast == "search first: /")
        await driver.press("/")
        await driver.type("step 77")
        await driver.press("Enter")
        #expect(driver.shows("step 779"))
    }

    @Test func anotherJobIsFollowedFromItsEnd() async {
        let driver = await open()
        await driver.press("k", "z", "2", "k")
        #expect(driver.shows("waiting: cpu-cluster is at its maximum"))
        await driver.press("j")
        #expect(driver.pane(LogPane.self)?.isFollowing == true)
    }

    @Test func longLinesAreScrolledOrWrapped() async {
        let engine = ScriptedEngine()
        let long = String(repeating: "abcdefghi ", count: 30) + "END"
        engine.change { $0.logLines = [LogLine(number: 1, text: long)] }
        let driver = await open(engine)
        #expect(!driver.shows("END"))
        await driver.press("w")
        #expect(driver.shows("END"))
        await driver.press("w")
        for _ in 0..<25 { await driver.press("l") }
        #expect(driver.shows("END"))
        for _ in 0..<25 { await driver.press("h") }
        #expect(driver.shows("abcdefghi"))
    }
}
