import Domain
import Foundation
@testable import Studio
import Terminal
import Testing

/// Finding one's way in a log: by pattern, by gravity, by time, by mark.
struct LogSearchTests {
    private func open(_ engine: ScriptedEngine = ScriptedEngine()) async -> StudioDriver {
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "3", "z")
        return driver
    }

    private func search(_ text: String, _ driver: StudioDriver) async {
        await driver.press("/")
        await driver.type(text)
        await driver.press("Enter")
    }

    private func found(_ driver: StudioDriver) -> Int? { driver.pane(LogPane.self)?.found }

    /// The styles of a stretch of text on the screen.
    private func styles(of text: String, _ driver: StudioDriver) -> Set<Style>? {
        let surface = driver.model.draw()
        for (y, line) in surface.lines.enumerated() {
            guard let range = line.range(of: text) else { continue }
            let x = line[..<range.lowerBound].count
            return Set((x..<x + text.count).map { surface[$0, y].style })
        }
        return nil
    }

    @Test func aHitIsShownInTheMiddleAndStandsStill() async throws {
        let driver = await open()
        await search("step 500", driver)
        #expect(found(driver) == 500)
        #expect(driver.shows("PAUSED"))
        let row = try #require(driver.lines.firstIndex { $0.contains("step 500") })
        #expect((12...22).contains(row))
        #expect(driver.lines[row].contains("›"))
    }

    @Test func nGoesDownAndCapitalNUp() async {
        let driver = await open()
        await search("step 50", driver)
        #expect(found(driver) == 509)
        await driver.press("N")
        #expect(found(driver) == 508)
        await driver.press("n", "n")
        #expect(driver.toast == "no more below")
        #expect(found(driver) == 509)
        for _ in 0..<11 { await driver.press("N") }
        #expect(driver.toast == "no more above")
        #expect(found(driver) == 50)
    }

    /// What one sees is found, wherever the last hit was.
    @Test func aSearchGoesOnFromTheScreen() async {
        let driver = await open()
        await search("ERROR", driver)
        #expect(found(driver) == 1000)
        await driver.press("g", "n")
        #expect(found(driver) == 100)
        await driver.press("G")
        await driver.press("N")
        #expect(found(driver) == 1000)
    }

    @Test func aSearchFromTheMiddleTurnsBackAtTheEnd() async {
        let driver = await open()
        await search("step 500", driver)
        await search("step 400", driver)
        #expect(found(driver) == 400)
        await search("nowhere", driver)
        #expect(driver.toast == "no more in this log")
    }

    @Test func everyHitOnTheScreenIsToldApart() async {
        let driver = await StudioDriver.open(theme: "midnight")
        await driver.press("j", "3", "z")
        await search("step 98", driver)
        let theme = driver.model.theme
        #expect(found(driver) == 989)
        #expect(styles(of: "step 988", driver) != nil)
        let other = styles(of: "step 98", driver) ?? []
        let current = styles(of: "step 989", driver) ?? []
        #expect(other == [theme[.match].over(theme[.text])])
        #expect(current.contains(theme[.matchCurrent].over(theme[.text])))
        await search("", driver)
        #expect(styles(of: "step 988", driver) == [theme[.text]])
    }

    @Test func hitsAreCounted() async {
        let driver = await open()
        await search("step 50", driver)
        #expect(driver.shows("PAUSED · 11 hits"))
    }

    @Test(arguments: ["/", "&"]) func whatIsNoExpressionIsRefused(key: String) async {
        let driver = await open()
        await driver.press(key)
        await driver.type("step (")
        await driver.press("Enter")
        #expect(driver.toast == #"'step (' is not a regular expression: put a \ before what is meant as it is"#)
        #expect(driver.pane(LogPane.self)?.pattern == nil)
        #expect(driver.pane(LogPane.self)?.only == nil)
    }

    @Test func warningsAreFoundAndErrorsWithThem() async {
        let driver = await open()
        await search("step 502 ", driver)
        await driver.press("Alt-e")
        #expect(found(driver) == 520)
        await driver.press("Alt-E")
        #expect(found(driver) == 500)
        await driver.press("Alt-E")
        #expect(found(driver) == 480)
    }

    /// A search finds nothing that is not shown.
    @Test func aSearchRegardsTheFilter() async {
        let driver = await open()
        await driver.press("V", "V")
        await search("step 9", driver)
        #expect(found(driver) == 960)
        await driver.press("N")
        #expect(found(driver) == 920)
        await driver.press("N")
        #expect(found(driver) == 900)
        await driver.press("n")
        #expect(found(driver) == 920)
    }

    // MARK: Times

    private static func timed() -> ScriptedEngine {
        let engine = ScriptedEngine()
        engine.change { world in
            world.logLines = world.logLines.map {
                let at = SampleWorld.now.addingTimeInterval(Double($0.number - 1000) * 10)
                return LogLine(number: $0.number, level: $0.level, at: at, text: $0.text)
            }
        }
        return engine
    }

    /// The log's last line is of 15:06:40, and each is ten seconds after the one before.
    @Test(arguments: [("15:00", 960), ("15:00:05", 961), ("-5m", 970), ("-1h30m", 460), ("-1d", 1), ("- 60 s", 994)])
    func aTimeIsGoneTo(text: String, line: Int) async {
        let driver = await open(Self.timed())
        await driver.press("T")
        await driver.type(text)
        await driver.press("Enter")
        #expect(found(driver) == line)
    }

    @Test func aTimeIsCountedFromTheLineInSight() async {
        let driver = await open(Self.timed())
        await driver.press("g", "T")
        await driver.type("+1h")
        await driver.press("Enter")
        // The last line in sight was the 31st.
        #expect(found(driver) == 391)
    }

    @Test func aTimeThatNoLineHasIsSaid() async {
        let driver = await open(Self.timed())
        await driver.press("T")
        await driver.type("+1h")
        await driver.press("Enter")
        #expect(driver.toast == "no line says it was written at 16:06:40 or later")
        await driver.press("T")
        await driver.type("teatime")
        await driver.press("Enter")
        #expect(driver.toast == "'teatime' is no time: type 14:02, 14:02:31, -5m or +1h")
    }

    // MARK: Marks

    @Test func marksAreSetVisitedAndCopied() async {
        let driver = await open()
        await driver.press("' '")
        #expect(driver.toast == "no line is marked: m m marks one")
        await search("step 500", driver)
        await driver.press("m m")
        #expect(driver.lines.contains { $0.contains("▸") && $0.contains("step 500") })
        await search("step 400", driver)
        await driver.press("m m", "' '")
        #expect(found(driver) == 500)
        await driver.press("' '")
        #expect(found(driver) == 400)
        await driver.press("y m")
        #expect(driver.copies == ["ERROR step 400\nERROR step 500"])
        await driver.press("m m", "' '", "m m", "y m")
        #expect(driver.toast == "no line is marked: m m marks one")
    }
}
