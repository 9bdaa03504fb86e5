import Domain
@testable import Studio
import Testing

/// Palette, help and the command line.
struct OverlayTests {
    @Test func thePaletteRunsWhatMatchesBest() async {
        let driver = await StudioDriver.open()
        await driver.press("^P")
        #expect(driver.shows("Command palette"))
        await driver.type("pane endp")
        await driver.press("Enter")
        #expect(driver.model.overlay == nil)
        #expect(driver.focus == .endpoints)
    }

    @Test func thePaletteGoesToJobs() async {
        let driver = await StudioDriver.open()
        await driver.press("^P")
        await driver.type("fraud-old")
        await driver.press("Enter")
        #expect(driver.model.screen.kind == .job("slow_cat_s5"))
    }

    @Test func whatCannotBeTakenBackIsNotOfferedFirst() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "^P")
        await driver.type("the job")
        await driver.press("Enter")
        #expect(!(driver.model.overlay is TypedConfirmation))
        #expect(engine.changes.filter { $0.hasSuffix("kill") } == [])
    }

    @Test func thePaletteStillAsks() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "^P")
        await driver.type("cancel the job")
        await driver.press("Enter")
        #expect(driver.message == " cancel sweep-lr-0.01? (y/n)")
        #expect(engine.changes == [])
    }

    @Test func aReadOnlyPaletteOffersNoChanges() async {
        let driver = await StudioDriver.open(isReadOnly: true)
        await driver.press("^P")
        await driver.type("cancel the job")
        #expect(!driver.shows("Cancel the job"))
        await driver.press("Enter")
        #expect(driver.model.overlay == nil)
    }

    @Test func helpTellsTheKeysOfWhereOneStands() async {
        let driver = await StudioDriver.open()
        await driver.press("3", "?")
        #expect(driver.shows("Keys for Log"))
        #expect(driver.shows("Next error"))
        #expect(!driver.shows("Cancel the job"))
        await driver.press("Esc")
        #expect(driver.model.overlay == nil)
    }

    @Test func helpIsSearchedAndRuns() async {
        let driver = await StudioDriver.open()
        await driver.press("?")
        await driver.type("pane alone")
        #expect(driver.shows("This pane alone, or all again"))
        #expect(!driver.shows("Cancel the job"))
        await driver.press("Enter")
        #expect(driver.model.screen.isZoomed)
    }

    @Test func helpMovesThroughWhatItFound() async {
        let driver = await StudioDriver.open()
        await driver.press("?")
        await driver.type("pane ")
        await driver.press("Up", "Down", "Down", "Down", "Up")
        await driver.type("zzz")
        #expect(driver.shows("0 of "))
        await driver.press("Down", "Enter")
        #expect(driver.model.overlay == nil)
        #expect(driver.focus == .jobs)
    }

    @Test func aCommandIsCompletedAndRun() async {
        let driver = await StudioDriver.open()
        await driver.press(":")
        await driver.type("pane end")
        #expect(driver.message == " :pane endpoints")
        await driver.press("Tab", "Enter")
        #expect(driver.focus == .endpoints)
    }

    @Test func anUnknownCommandIsTold() async {
        let driver = await StudioDriver.open()
        await driver.press(":")
        await driver.type("make coffee")
        await driver.press("Tab", "Enter")
        #expect(driver.model.toast?.kind == .warning)
        #expect(driver.toast == "there is no command :make coffee; '?' lists them")
    }

    @Test func aCommandOfAnotherPaneSaysWhereItApplies() async {
        let driver = await StudioDriver.open()
        await driver.press(":")
        await driver.type("endpoint rollback")
        await driver.press("Enter")
        #expect(driver.toast == ":endpoint rollback applies to Endpoints")
    }

    @Test(arguments: ["q", "quit", "detach", " detach  "]) func commandsLeave(command: String) async {
        let driver = await StudioDriver.open()
        await driver.press(":")
        for character in command { await driver.press(character == " " ? "Space" : String(character)) }
        await driver.press("Enter")
        #expect(driver.wantsToLeave)
    }

    @Test func nothingTypedIsNoCommand() async {
        let driver = await StudioDriver.open()
        await driver.press(":", "Enter")
        #expect(driver.model.overlay == nil)
        #expect(driver.toast == nil)
        await driver.press(":", "Backspace")
        #expect(driver.model.overlay == nil)
    }

    /// A key that would do something is text while something is typed.
    @Test func typedKeysDoNothingElse() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        for prompt in ["/", ":", "?", "^P"] {
            await driver.press(prompt)
            await driver.type("qxr")
            #expect(driver.model.overlay != nil)
            await driver.press("Esc")
        }
        #expect(engine.changes == [])
        #expect(!driver.wantsToLeave)
    }
}
