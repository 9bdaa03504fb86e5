import Domain
@testable import Studio
import Terminal
import Testing

/// Moving about: focus, zoom, filters, back.
struct ViewingTests {
    @Test func theFirstScreenTellsOfEverything() async {
        let driver = await StudioDriver.open()
        #expect(driver.focus == .jobs)
        for part in ["train-large", "cpu-cluster", "churn-api", "mem", "15:06:40", "ATELIER ▸ default ▸ Dashboard"] {
            #expect(driver.shows(part), "\(part)")
        }
    }

    @Test func aFilterNarrowsWhileItIsTyped() async {
        let driver = await StudioDriver.open()
        await driver.press("/")
        await driver.type("fraud")
        #expect(driver.jobs?.rows == ["dull_ant_d4", "slow_cat_s5"])
        await driver.type(" !old")
        #expect(driver.jobs?.rows == ["dull_ant_d4"])
        await driver.press("Enter")
        #expect(driver.jobs?.rows == ["dull_ant_d4"])
        #expect(driver.shows("2 Jobs /fraud !old"))
        await driver.press("Esc")
        #expect(driver.jobs?.rows.count == 5)
        #expect(driver.jobs?.selected == "dull_ant_d4")
    }

    @Test func escapeInTheFilterShowsAllAgain() async {
        let driver = await StudioDriver.open()
        await driver.press("/")
        await driver.type("nothing-like-it")
        #expect(driver.shows("no job matches; Esc shows all again"))
        await driver.press("Esc")
        #expect(driver.jobs?.rows.count == 5)
        #expect(driver.model.overlay == nil)
    }

    @Test func theOldFilterEndsWithItsLetters() async {
        let driver = await StudioDriver.open()
        await driver.press("/", "f", "r", "Backspace", "Backspace")
        #expect(driver.jobs?.filter == nil)
        #expect(driver.jobs?.rows.count == 5)
    }

    @Test func tabGoesRoundTheShownPanes() async {
        let driver = await StudioDriver.open()
        var seen: [PaneName] = []
        for _ in 0..<6 {
            await driver.press("Tab")
            seen.append(driver.focus)
        }
        #expect(Set(seen) == [.compute, .jobs, .log, .metrics, .models, .endpoints])
        #expect(seen.last == .jobs)
        await driver.press("S-Tab")
        #expect(driver.focus == seen[4])
    }

    @Test func numbersFocusAndThenFillTheScreen() async {
        let driver = await StudioDriver.open()
        await driver.press("6")
        #expect(driver.focus == .endpoints)
        #expect(!driver.model.screen.isZoomed)
        await driver.press("6")
        #expect(driver.model.screen.isZoomed)
        #expect(!driver.shows("2 Jobs"))
        await driver.press("2")
        #expect(driver.focus == .jobs)
        #expect(driver.shows("6 Endpoints"))
    }

    @Test func zoomGoesAndComes() async {
        let driver = await StudioDriver.open()
        await driver.press("z")
        #expect(!driver.shows("1 Compute"))
        await driver.press("q")
        #expect(driver.shows("1 Compute"))
        #expect(!driver.wantsToLeave)
        await driver.press("z", "Esc")
        #expect(driver.shows("1 Compute"))
    }

    @Test func aJobOpensAndBackComesHome() async {
        let driver = await StudioDriver.open()
        await driver.press("j", "Enter")
        #expect(driver.model.screen.kind == .job(SampleWorld.running))
        #expect(driver.lines[0].contains("Jobs ▸ brave_fox_x1"))
        #expect(driver.shows("python train.py --lr 0.01"))
        await driver.press("q")
        #expect(driver.model.screen.kind == .dashboard)
        #expect(driver.jobs?.selected == SampleWorld.running)
        #expect(!driver.wantsToLeave)
        await driver.press("q")
        #expect(driver.wantsToLeave)
    }

    @Test func aNumberOfAPaneThatIsElsewhereGoesThere() async {
        let driver = await StudioDriver.open()
        await driver.press("j", "Enter", "6")
        #expect(driver.model.screen.kind == .dashboard)
        #expect(driver.focus == .endpoints)
        await driver.press("2", "Enter", "0")
        #expect(driver.model.screen.kind == .dashboard)
    }

    @Test func modelsAndEndpointsShareAPlaceOnASmallTerminal() async {
        let driver = await StudioDriver.open(size: Size(width: 80, height: 24))
        #expect(driver.shows("6 Endpoints (5 Models)"))
        await driver.press("5")
        #expect(driver.shows("5 Models (6 Endpoints)"))
        #expect(!driver.shows("churn-api       "))
        await driver.press("6")
        #expect(driver.shows("6 Endpoints (5 Models)"))
    }

    @Test func aFrozenStudioStandsStill() async throws {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("p")
        #expect(driver.lines[0].contains("FROZEN"))
        let before = try #require(driver.model.data.load)
        let later = BoxLoad(at: before.at, cores: [0], loadAverage: 9, memory: before.memory, disk: before.disk)
        await driver.send(.load(later))
        #expect(driver.model.shownData.load == before)
        await driver.press("p")
        #expect(driver.model.shownData.load == later)
    }

    @Test func aTinyTerminalSaysSo() async {
        let driver = await StudioDriver.open(size: Size(width: 30, height: 8))
        #expect(driver.lines[0].hasPrefix("too small"))
    }
}
