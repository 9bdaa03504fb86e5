import Domain
@testable import Studio
import Terminal
import Testing

/// Moving among panes, moving their borders, and moving among views.
struct WindowTests {
    private static func rect(_ pane: PaneName, _ driver: StudioDriver) -> Rect? {
        let (screen, model) = (driver.model.screen, driver.model)
        return screen.shownPanes(in: model.body, model.sizeClass).first { screen.panes[$0.pane].name == pane }?.rect
    }

    @Test func theFocusGoesWhereItIsSent() async {
        let driver = await StudioDriver.open()
        await driver.press("^W", "l")
        #expect(driver.focus == .metrics)
        await driver.press("^W", "j")
        #expect(driver.focus == .log)
        await driver.press("^W", "k", "^W", "Up")
        #expect([.compute, .models, .endpoints].contains(driver.focus))
        await driver.press("1", "^W", "h")
        #expect(driver.focus == .compute, "there is nothing further left")
    }

    @Test func bordersMoveAndComeBack() async throws {
        let driver = await StudioDriver.open()
        let before = try #require(Self.rect(.jobs, driver))
        await driver.press("^W", ">", "^W", "+")
        let after = try #require(Self.rect(.jobs, driver))
        #expect(after.width > before.width && after.height > before.height)
        await driver.press("^W", "<", "^W", "-")
        #expect(Self.rect(.jobs, driver) == before)
        await driver.press("^W", ">", "^W", "=")
        #expect(Self.rect(.jobs, driver) == before)
    }

    @Test func aBorderStopsBeforeAPaneIsGone() async throws {
        let driver = await StudioDriver.open()
        for _ in 0..<40 { await driver.press("^W", ">", "^W", "+") }
        #expect(try #require(Self.rect(.metrics, driver)).width >= 9)
        #expect(try #require(Self.rect(.log, driver)).height >= 3)
        #expect(driver.toast == "no border moves further that way")
    }

    @Test func theNextStudioHasTheBordersOfEachSize() async throws {
        let driver = await StudioDriver.open()
        let usual = Self.rect(.jobs, driver)
        await driver.press("^W", ">")
        let moved = Self.rect(.jobs, driver)
        let next = await StudioDriver.open()
        next.restore(driver.model.session)
        #expect(Self.rect(.jobs, next) == moved)
        await next.send(.resized(Size(width: 80, height: 24)))
        let small = await StudioDriver.open(size: Size(width: 80, height: 24))
        #expect(Self.rect(.jobs, next) == Self.rect(.jobs, small), "another size has borders of its own")
        #expect(moved != usual)
    }

    @Test func onlyThisPane() async {
        let driver = await StudioDriver.open()
        await driver.press("^W", "o")
        #expect(driver.model.screen.isZoomed)
    }

    // MARK: Views

    @Test func theLastViewIsOneKeyAway() async {
        let driver = await StudioDriver.open()
        await driver.press("-")
        #expect(driver.toast == "there is no view before this one")
        await driver.press("j", "Enter")
        let job = driver.model.screen.kind
        await driver.press("-")
        #expect(driver.model.screen.kind == .dashboard)
        await driver.press("-")
        #expect(driver.model.screen.kind == job)
    }

    @Test func viewsAreWalkedBothWays() async {
        let driver = await StudioDriver.open()
        await driver.press("j", "Enter")
        let job = driver.model.screen.kind
        await driver.press("A", "Alt-Left")
        #expect(driver.model.screen.kind == job)
        await driver.press("Alt-Left")
        #expect(driver.model.screens.map(\.kind) == [.dashboard])
        await driver.press("Alt-Right", "Alt-Right")
        #expect(driver.model.screen.kind == .events)
        await driver.press("Alt-Right")
        #expect(driver.toast == "there is no view after this one")
    }

    @Test func aLetterKeepsAViewWithItsFilterAndCursor() async {
        let driver = await StudioDriver.open()
        await driver.press("/")
        await driver.type("sweep")
        await driver.press("Enter", "G")
        let selected = driver.jobs?.selected
        await driver.press("m", "B")
        #expect(driver.toast == "' B comes back here")
        await driver.press("Esc", "g", "A", "'", "C")
        #expect(driver.toast == "C keeps no view; B do")
        await driver.press("'", "B")
        #expect(driver.model.screen.kind == .dashboard)
        #expect(driver.jobs?.filter == "sweep" && driver.jobs?.selected == selected)
    }

    // MARK: Undo and redo

    @Test func whatWasTakenBackIsDoneAgain() async throws {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("^R")
        #expect(driver.toast == "nothing to do again")
        await driver.press("6", ">")
        let changed = try #require(driver.toast)
        #expect(changed.hasSuffix("; u takes it back"))
        await driver.press("u")
        #expect(driver.toast?.hasSuffix("; ^R does it again") == true)
        #expect(driver.model.undoSteps.isEmpty && driver.model.redoSteps.count == 1)
        await driver.press("^R")
        #expect(driver.toast?.hasSuffix("; u takes it back") == true)
        #expect(driver.model.undoSteps.count == 1 && driver.model.redoSteps.isEmpty)
        await driver.press("u", ">")
        #expect(driver.model.redoSteps.isEmpty, "after another change there is nothing to do again")
    }

    // MARK: Saving

    private static func saved(_ driver: StudioDriver) -> [ScreenText] {
        driver.wishes.flatMap { wish in if case .save(let texts) = wish { texts } else { [] as [ScreenText] } }
    }

    @Test func aPaneIsSavedWhole() async throws {
        let driver = await StudioDriver.open(size: Size(width: 80, height: 24))
        await driver.press("z", "G", "z", "S")
        let text = try #require(Self.saved(driver).first)
        #expect(text.name == "jobs" && text.suffix == "txt")
        for job in try #require(driver.jobs?.rows) {
            let name = try #require(driver.model.data.jobs[job]?.displayName)
            #expect(text.text.contains(name.prefix(10)), "\(name)")
        }
    }

    @Test func theScreenIsSavedAsPictureAndText() async {
        let driver = await StudioDriver.open()
        await driver.press("^S")
        let saved = Self.saved(driver)
        #expect(saved.map(\.suffix) == ["svg", "txt"] && saved.map(\.name) == ["dashboard", "dashboard"])
        #expect(saved.first?.text.hasPrefix("<svg") == true)
        #expect(saved.last?.text.contains("ATELIER") == true)
    }

    // MARK: Names typed

    @Test func aWorkspaceAndAThemeAreTyped() async {
        let driver = await StudioDriver.open(DemoNow(), theme: "midnight")
        await driver.press(":")
        await driver.type("theme paper")
        await driver.press("Enter")
        #expect(driver.model.theme.name == "paper")
        await driver.press(":")
        await driver.type("workspace nowhere")
        await driver.press("Enter")
        #expect(driver.toast?.hasPrefix("there is no workspace 'nowhere'") == true)
    }
}
