import Domain
@testable import Studio
import Testing

/// What the keys of the jobs pane ask of the engine, and when they ask the person first.
struct JobActionTests {
    @Test func cancelingAsksAndOnlyYDoesIt() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "x")
        #expect(driver.message == " cancel sweep-lr-0.01? (y/n)")
        await driver.press("Enter", "Space", "j", "Y")
        #expect(driver.model.overlay != nil)
        #expect(engine.changes == [])
        await driver.press("y")
        #expect(driver.model.overlay == nil)
        #expect(engine.changes == ["POST jobs/brave_fox_x1/cancel"])
        #expect(driver.toast == "canceled sweep-lr-0.01")
        #expect(driver.model.underway == [])
        #expect(driver.model.data.jobs["brave_fox_x1"]?.status == .canceled)
    }

    @Test(arguments: ["n", "Esc", "^C"]) func noIsNo(key: String) async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "x", key)
        #expect(driver.model.overlay == nil)
        #expect(engine.changes == [])
    }

    @Test func whatIsOverIsNotCanceled() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("G", "x", "y")
        #expect(driver.model.overlay == nil)
        #expect(driver.toast == "that job is over")
        #expect(engine.changes == [])
    }

    @Test func markedJobsAreCanceledTogether() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("Space", "Space")
        #expect(driver.jobs?.marks == [SampleWorld.queued, SampleWorld.running])
        #expect(driver.jobs?.selected == "keen_elk_k3")
        await driver.press("x")
        #expect(driver.message == " cancel 2 jobs? (y/n)")
        await driver.press("y")
        #expect(Set(engine.changes) == ["POST jobs/calm_owl_q2/cancel", "POST jobs/brave_fox_x1/cancel"])
    }

    @Test func allThatIsShownCanBeMarked() async {
        let driver = await StudioDriver.open()
        await driver.press("/")
        await driver.type("fraud")
        await driver.press("Enter", "*")
        #expect(driver.jobs?.marks == ["dull_ant_d4", "slow_cat_s5"])
        await driver.press("\\")
        #expect(driver.jobs?.marks == [])
    }

    /// A mark that is taken back, and one whose row is filtered away, does nothing.
    @Test func onlyWhatIsMarkedNowIsMeant() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("Space", "Space", "g", "Space", "g", "x")
        #expect(driver.message == " cancel sweep-lr-0.01? (y/n)")
        await driver.press("n", "r")
        #expect(engine.changes == ["POST jobs/brave_fox_x1/rerun"])
    }

    @Test func killingWantsTheNameTyped() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "X", "Enter")
        await driver.type("sweep")
        await driver.press("Enter", "y")
        #expect(engine.changes == [])
        await driver.press("^U")
        await driver.type("sweep-lr-0.01")
        await driver.press("Enter")
        #expect(engine.changes == ["POST jobs/brave_fox_x1/kill"])
        #expect(driver.toast == "killed sweep-lr-0.01")
    }

    @Test func aJobRunsAgainWithoutAQuestion() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("G", "r")
        #expect(engine.changes == ["POST jobs/slow_cat_s5/rerun"])
        #expect(driver.toast == "re-run: fraud-old")
    }

    @Test func theQueueIsReordered() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("K", "J")
        #expect(engine.changes == ["POST jobs/calm_owl_q2/move", "POST jobs/calm_owl_q2/move"])
    }

    @Test func aRefusalIsTold() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        engine.refuse(AtelierError(.conflict, "the job \u{1B}is stuck", hint: "try later"))
        await driver.press("r")
        #expect(driver.model.toast?.kind == .failure)
        #expect(driver.toast?.hasSuffix("; try later") == true)
        #expect(driver.toast?.contains("\u{1B}") == false)
        #expect(driver.model.underway == [])
    }

    @Test func readOnlyRefusesAndDoesNotOffer() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine, isReadOnly: true)
        #expect(driver.lines[0].contains(" ro "))
        #expect(!driver.hints.contains("cancel"))
        #expect(driver.hints.contains("open"))
        for key in ["x", "r", "X", "K", "a", "u"] {
            await driver.press("j", key)
            #expect(driver.model.overlay == nil, "\(key)")
            #expect(driver.toast?.hasSuffix("this studio is read-only") == true, "\(key)")
        }
        await driver.press(":")
        await driver.type("job cancel")
        await driver.press("Enter")
        #expect(driver.model.overlay == nil)
        #expect(engine.changes == [])
        let writable = await StudioDriver.open()
        #expect(writable.hints.contains("cancel"))
    }
}
