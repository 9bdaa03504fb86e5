import ControlAPI
import Domain
@testable import Studio
import Terminal
import Testing

/// The settings screen: what is chosen there holds at once, and for the next studio.
struct SettingsTests {
    private static func open(_ setting: Setting, on driver: StudioDriver) async {
        await driver.press(":")
        await driver.type("settings")
        await driver.press("Enter")
        for _ in Setting.allCases.prefix(while: { $0 != setting }) { await driver.press("j") }
    }

    private static func value(_ setting: Setting, _ driver: StudioDriver) -> String? {
        let row = driver.lines.first { $0.contains(setting.title + " ") }
        return row.flatMap { $0.split(separator: setting.title).last }?.split(separator: "  ").first
            .map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
    }

    @Test func thePaletteGoesThere() async {
        let driver = await StudioDriver.open()
        await driver.press("^P")
        await driver.type("settings")
        await driver.press("Enter")
        #expect(driver.model.screen.kind == .settings)
        #expect(driver.hints.contains("Enter change"))
        #expect(driver.shows("nothing is wrong with your themes and your keymap"))
    }

    @Test func theFactsOfTheEngineAreThere() async {
        let driver = await StudioDriver.open(DemoNow())
        await Self.open(.theme, on: driver)
        for fact in ["17.8 MiB", "engine.sock", "4127", "running"] { #expect(driver.shows(fact), "\(fact)") }
    }

    @Test func twoValuesTakeTurns() async {
        let driver = await StudioDriver.open()
        await Self.open(.header, on: driver)
        #expect(Self.value(.header, driver) == "on")
        await driver.press("Enter")
        #expect(Self.value(.header, driver) == "off")
        #expect(!driver.lines[0].contains("ATELIER"))
        await driver.press("^E")
        #expect(driver.lines[0].contains("ATELIER"))
    }

    @Test func moreThanTwoAreChosenFrom() async {
        let driver = await StudioDriver.open()
        await Self.open(.glyphs, on: driver)
        await driver.press("Enter")
        #expect(driver.model.overlay is Picker)
        await driver.press("j", "j", "j", "Enter")
        #expect(driver.model.glyphs == .ascii)
        #expect(driver.lines.allSatisfy { $0.unicodeScalars.allSatisfy(\.isASCII) })
        await driver.press("Enter", "k", "k", "k", "Enter")
        #expect(driver.model.glyphs == .unicode)
        #expect(Self.value(.glyphs, driver) == "as the theme: unicode")
    }

    @Test func aTerminalOfSevenBitsIsOfferedNoMore() async {
        let driver = await StudioDriver.open(glyphs: .ascii)
        #expect(driver.model.choices(of: .glyphs).map(\.title) == ["as the theme: ascii", "ascii"])
    }

    @Test func fewerColoursAreDrawnWithTheSameTheme() async {
        let driver = await StudioDriver.open(theme: "midnight")
        let rich = driver.model.theme[.stateRunning]
        await Self.open(.colours, on: driver)
        await driver.press("Enter", "j", "Enter")
        #expect(driver.model.depth == .mono)
        #expect(driver.model.theme.name == "midnight" && driver.model.theme.depth == .mono)
        await driver.press("Enter", "k", "Enter")
        #expect(driver.model.theme[.stateRunning] == rich)
    }

    @Test func bordersAndClockFollow() async {
        let driver = await StudioDriver.open()
        await Self.open(.border, on: driver)
        #expect(driver.shows("╭"))
        await driver.press("Enter", "j", "j", "Enter")
        #expect(!driver.shows("╭") && driver.shows("┌"))
        let clock = driver.lines[0].split(separator: " ").last
        await driver.press("j", "j", "Enter")
        #expect(driver.lines[0].split(separator: " ").last != clock)
        #expect(driver.model.showsClock == false)
    }

    @Test func theThemeIsChosenByLooking() async {
        let driver = await StudioDriver.open(theme: "paper")
        await Self.open(.theme, on: driver)
        await driver.press("Enter")
        #expect(driver.model.overlay is ThemePicker)
    }

    @Test func logsBeginAsTheyWereWished() async {
        let driver = await StudioDriver.open()
        await Self.open(.logWrap, on: driver)
        await driver.press("Enter", "j", "Enter", "j", "Enter", "j", "Enter", "j", "j", "Enter")
        #expect(Self.value(.logWrap, driver) == "wrapped")
        #expect(Self.value(.logStamp, driver) == "time")
        #expect(Self.value(.logLevel, driver) == "warning and above")
        await driver.press("q", "Enter")
        #expect(driver.lines.contains { $0.contains("FOLLOW") && $0.contains("wrap ") && $0.contains("warning and above") })
    }

    @Test func theNextStudioHasThem() async {
        let driver = await StudioDriver.open()
        await driver.press("%", "^E")
        await Self.open(.glyphs, on: driver)
        await driver.press("Enter", "j", "j", "j", "Enter")
        let next = StudioDriver()
        next.restore(driver.model.session)
        #expect(next.model.settings == driver.model.settings)
        #expect(next.model.takesMouse && !next.model.showsHeader && next.model.glyphs == .ascii)
    }

    @Test func whatIsWrongWithTheFilesIsListed() async throws {
        let folder = try UserFolder()
        try folder.writeTheme("inherits = \"midnight\"\n[roles]\ntext = { fg = \"bleu\" }", "wrong")
        try folder.writeTheme("inherits = \"midnight\"\n[roles]\n\"text.dim\" = { fg = \"#222222\", bg = \"#111111\" }", "dark")
        try folder.writeKeymap("them = []")
        let driver = await StudioDriver.open(themes: ThemeCatalog(folder: folder.location.themes))
        await driver.send(.keymap(UserKeymap(path: folder.location.keymap)))
        #expect(driver.toast == "keymap.toml:1: unknown action \"them\", did you mean \"theme\"?")
        await Self.open(.keymap, on: driver)
        #expect(driver.shows("2 wrong, 1 hard to read"))
        #expect(driver.shows("themes/wrong.toml:3") && driver.shows("unknown colour \"bleu\", did you mean \"blue\"?"))
        #expect(driver.shows("keymap.toml:1") && driver.shows("unknown action \"them\", did you mean \"theme\"?"))
        #expect(driver.shows("role \"text.dim\" has a contrast of"))
        #expect(Self.value(.keymap, driver) == "wrong: the last good one")
        await driver.pass(seconds: 20)
        #expect(driver.message == " 'atelier studio --print-keymap' prints one to begin from")
        await driver.press("Tab", "Tab")
        #expect(driver.message == " unknown colour \"bleu\", did you mean \"blue\"?")
    }

    // MARK: Workspaces

    @Test func anotherWorkspaceIsAnotherDashboard() async {
        let driver = await StudioDriver.open()
        await driver.press("Enter")
        let first = driver.model.data.workspace
        await driver.send(.reply(title: "") { $0.show(workspace: WorkspaceName("elsewhere")) })
        #expect(driver.model.data.workspace == WorkspaceName("elsewhere"))
        #expect(driver.model.screens.map(\.kind) == [.dashboard])
        #expect(driver.model.data.jobs.names == [])
        #expect(driver.model.data.status != nil, "the engine is the same")
        await driver.send(.of(first, .olderJobs(SampleWorld().snapshot.jobs)))
        #expect(driver.model.data.jobs.names == [], "what comes late of the one that was left is none of this one's")
        await driver.send(.of(WorkspaceName("elsewhere"), .olderJobs(SampleWorld().snapshot.jobs)))
        #expect(driver.model.data.jobs.names != [])
    }
}
