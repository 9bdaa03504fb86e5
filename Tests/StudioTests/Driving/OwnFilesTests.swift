import Domain
@testable import Studio
import Terminal
import Testing

/// What a studio that is open makes of the user's files as they change.
struct OwnFilesTests {
    private static let midnight = "inherits = \"midnight\"\n[palette]\ngreen = "

    @Test func theThemeInUseFollowsItsFile() async throws {
        let folder = try UserFolder()
        try folder.writeTheme(Self.midnight + "\"#010203\"", "mine")
        var catalog = ThemeCatalog(folder: folder.location.themes)
        let driver = await StudioDriver.open(themes: catalog, theme: "mine")
        #expect(driver.model.theme[.stateRunning].foreground == .rgb(1, 2, 3))
        try folder.writeTheme(Self.midnight + "\"#040506\"", "mine")
        catalog.reload()
        await driver.send(.themes(catalog))
        #expect(driver.model.theme[.stateRunning].foreground == .rgb(4, 5, 6))
        #expect(driver.toast == nil, "what is right needs no word")
    }

    @Test func aWrongThemeIsToldAndTheLastGoodOneStays() async throws {
        let folder = try UserFolder()
        try folder.writeTheme(Self.midnight + "\"#010203\"", "mine")
        var catalog = ThemeCatalog(folder: folder.location.themes)
        let driver = await StudioDriver.open(themes: catalog, theme: "mine")
        try folder.writeTheme(Self.midnight + "\"bleu\"", "mine")
        catalog.reload()
        await driver.send(.themes(catalog))
        #expect(driver.message == " ✗ themes/mine.toml:3: unknown colour \"bleu\", did you mean \"blue\"?")
        #expect(driver.model.theme[.stateRunning].foreground == .rgb(1, 2, 3))
        let said = driver.model.toasts.count
        await driver.send(.themes(catalog))
        #expect(driver.model.toasts.count == said, "the same is not told again")
        try folder.writeTheme(Self.midnight + "\"#040506\"", "mine")
        catalog.reload()
        await driver.send(.themes(catalog))
        #expect(driver.toast == "themes/mine.toml is right again")
    }

    @Test func aThemeThatGoesLeavesTheStandardOne() async throws {
        let folder = try UserFolder()
        try folder.writeTheme(Self.midnight + "\"#010203\"", "mine")
        var catalog = ThemeCatalog(folder: folder.location.themes)
        let driver = await StudioDriver.open(themes: catalog, theme: "mine")
        try folder.removeTheme("mine")
        catalog.reload()
        await driver.send(.themes(catalog))
        #expect(driver.model.theme.name == ThemeCatalog.defaultDark)
        #expect(driver.toast == "the theme 'mine' is gone")
    }

    @Test func lookingAtThemesAndLeavingKeepsWhatThereWas() async throws {
        let driver = await StudioDriver.open(theme: "paper")
        await driver.press("^T", "j", "j")
        #expect(driver.model.theme.name != "paper")
        await driver.press("Esc")
        #expect(driver.model.theme.name == "paper")
    }

    /// A theme of the terminal's sixteen colours leaves the next one all that the terminal has.
    @Test func aThemeOfFewColoursTakesNoneFromTheNext() async throws {
        let driver = await StudioDriver.open(theme: "sixteen")
        await driver.press("^T", "g", "k", "k", "k", "k", "k", "k", "k", "k", "k", "k", "k", "k", "k", "Enter")
        #expect(driver.model.theme.name == "midnight")
        #expect(driver.model.theme.depth == .direct)
    }

    // MARK: Keys

    private static func keymap(_ text: String, in folder: UserFolder) throws -> UserKeymap {
        try folder.writeKeymap(text)
        return UserKeymap(path: folder.location.keymap)
    }

    @Test func theKeysAreThoseOfTheFileAtOnce() async throws {
        let folder = try UserFolder()
        let driver = await StudioDriver.open()
        await driver.send(.keymap(try Self.keymap("help = [\"F9\"]\ntheme = [\"?\", \"Z t\"]", in: folder)))
        #expect(driver.toast == "the keys are those of the keymap now")
        await driver.press("?")
        #expect(driver.model.overlay is ThemePicker)
        await driver.press("Esc", "Z", "t")
        #expect(driver.model.overlay is ThemePicker)
        await driver.press("Esc", "^T")
        #expect(driver.model.overlay == nil)
        await driver.press("F9")
        #expect(driver.model.overlay is HelpOverlay)
    }

    @Test func hintsHelpAndPaletteShowTheKeysOfTheFile() async throws {
        let folder = try UserFolder()
        let driver = await StudioDriver.open()
        await driver.send(.keymap(try Self.keymap("help = [\"F9\"]\n\"job.rerun\" = [\"F7\"]\n\"pane.jobs\" = []", in: folder)))
        #expect(driver.hints.contains("F9 help") && driver.hints.contains("F7 re-run"))
        #expect(!driver.hints.contains("1-6 pane"), "2 is no pane any more")
        await driver.press("^P")
        await driver.type("Run the job again")
        #expect(driver.lines.contains { $0.contains("Run the job again") && $0.contains("F7") })
        await driver.press("Esc", "F9")
        await driver.type("F7")
        #expect(driver.shows("Run the job again"))
    }

    @Test func sentencesNameTheKeysOfTheFile() async throws {
        let folder = try UserFolder()
        var world = SampleWorld()
        (world.jobs, world.models) = ([], [])
        let driver = await StudioDriver.open(ScriptedEngine(world))
        #expect(driver.shows("no jobs yet: 'c' submits a job"))
        let text = """
            "job.new" = ["F8"]
            "model.register" = []
            "go.back" = ["F2"]
            "view.recall" = ["F3 A-Z"]
            "view.mark" = ["F4 A-Z"]
            "list.range" = ["F6"]
            """
        await driver.send(.keymap(try Self.keymap(text, in: folder)))
        #expect(driver.shows("no jobs yet: 'F8' submits a job"))
        #expect(driver.shows("':model") && !driver.shows("'M'"), "without a key it is the command")
        await driver.press("F3", "B")
        #expect(driver.toast == "B keeps no view; F4 and a letter keeps this one")
        await driver.press("F4", "B")
        #expect(driver.toast == "F3 B comes back here")
        await driver.press("/")
        await driver.type("nothing-like-it")
        #expect(driver.shows("no job matches; F2 shows all again"))
        await driver.press("Enter", "F2", "1", "F6")
        #expect(driver.pane(ComputePane.self)?.list.position == "1 of 2, 1 marked: F6 ends")
    }

    @Test func aWrongKeymapIsToldAndTheLastGoodOneStays() async throws {
        let folder = try UserFolder()
        var own = try Self.keymap("theme = [\"F5\"]", in: folder)
        let driver = await StudioDriver.open()
        await driver.send(.keymap(own))
        try folder.writeKeymap("theme = [\"F6\"]\n\"thme\" = []\n\"job.cancle\" = []")
        own.reload()
        await driver.send(.keymap(own))
        #expect(driver.toast == "keymap.toml:2: unknown action \"thme\", did you mean \"theme\"?; ':settings' tells 1 more")
        await driver.press("F5")
        #expect(driver.model.overlay is ThemePicker)
    }
}
