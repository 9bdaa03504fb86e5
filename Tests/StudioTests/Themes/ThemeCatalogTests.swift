import Documents
import Domain
import FoundationEssentials
import LinuxSystem
import Studio
import Terminal
import Testing

@Suite struct ThemeCatalogTests {
    private func told(_ diagnostics: [Diagnostic]) -> [String] { diagnostics.map(\.description) }

    @Test func withoutAFolderThereAreTheProgramsOwn() throws {
        let catalog = ThemeCatalog(folder: "/nonexistent/themes")
        #expect(catalog.errors.isEmpty && catalog.warnings.isEmpty)
        #expect(catalog.entries.count >= 12)
        #expect(catalog.entries.first?.name == ThemeCatalog.defaultDark)
        #expect(!catalog.entries.contains { $0.name == "base" || $0.isOwn })
        #expect(catalog.theme(named: "nobodys", depth: .direct) == nil)
        #expect(catalog.nearest(to: "midnigth") == "midnight")
        #expect(catalog.standard(depth: .direct).name == "midnight")
        #expect(catalog.standard(for: .light, depth: .direct).appearance == .light)
    }

    @Test func aUsersThemeInheritsAndReplaces() throws {
        let folder = try UserFolder()
        try folder.writeTheme("inherits = \"midnight\"\n[palette]\ngreen = \"#00ff00\"\n", "midnight")
        try folder.writeTheme("inherits = \"midnight\"\n[roles]\n\"row.marked\" = { fg = \"sea\" }\n[palette]\nsea = \"blue\"\n", "sea")
        let catalog = ThemeCatalog(folder: folder.location.themes)
        #expect(told(catalog.errors) == [])
        let midnight = try #require(catalog.theme(named: "midnight", depth: .direct))
        #expect(midnight[.stateRunning].foreground == .rgb(0, 255, 0), "a role follows the palette it is drawn with")
        #expect(midnight[.stateFailed] == ThemeCatalog(folder: nil).theme(named: "midnight", depth: .direct)?[.stateFailed])
        let sea = try #require(catalog.theme(named: "sea", depth: .direct))
        #expect(sea[.stateRunning].foreground == .rgb(0, 255, 0), "the user's midnight is inherited, not the program's")
        #expect(sea[.rowMarked].foreground == sea[.stateDone].foreground && sea[.rowMarked].attributes == [])
        #expect(catalog.entries.filter(\.isOwn).map(\.name) == ["midnight", "sea"])
        #expect(catalog.entries.first?.name == "midnight", "the user's stands where the program's stood")
    }

    @Test func tellsTheLineAndWhatWasMeant() throws {
        let folder = try UserFolder()
        let text = """
            inherits = "base"
            [palette]
            blue = "#7aa2fg"
            sea = "bleu"
            round = "about"
            about = "round"
            [roles]
            "text.din" = { fg = "dim" }
            "text" = { fg = "fg", bg = "gren" }
            [mono.roles]
            "key" = { fg = "plum" }

            """
        try folder.writeTheme(text, "mine")
        try folder.writeTheme("inherits = \"midnigth\"\n", "typo")
        try folder.writeTheme("inherits = \"b\"\n", "a")
        try folder.writeTheme("inherits = \"a\"\n", "b")
        try folder.writeTheme("inherits = \"self\"\n", "self")
        let catalog = ThemeCatalog(folder: folder.location.themes)
        #expect(
            told(catalog.errors).sorted() == [
                #"themes/a.toml:1:12: error: themes inherit in a circle: b → a → b"#,
                #"themes/b.toml:1:12: error: themes inherit in a circle: a → b → a"#,
                #"themes/mine.toml:11:16: error: unknown colour "plum""#,
                ##"themes/mine.toml:3:8: error: "#7aa2fg" is not a colour; write "#rrggbb""##,
                #"themes/mine.toml:4:7: error: unknown colour "bleu", did you mean "blue"?"#,
                ##"themes/mine.toml:5:9: error: colour "about" is said by itself; write it as "#rrggbb""##,
                ##"themes/mine.toml:6:9: error: colour "round" is said by itself; write it as "#rrggbb""##,
                #"themes/mine.toml:8:1: error: unknown role "text.din", did you mean "text.dim"?"#,
                #"themes/mine.toml:9:28: error: unknown colour "gren", did you mean "green"?"#,
                #"themes/self.toml:1:12: error: theme "self" inherits from itself"#,
                #"themes/typo.toml:1:12: error: unknown theme "midnigth", did you mean "midnight"?"#,
            ])
        #expect(!catalog.entries.contains { $0.isOwn })
    }

    @Test func aBrokenFileKeepsTheLastGoodThemeUntilItIsGone() throws {
        let folder = try UserFolder()
        func write(_ colour: String) throws {
            try folder.writeTheme("inherits = \"base\"\n[palette]\nfg = \(colour)\nbg = \"#000\"\n", "mine")
        }
        try write("\"#ffffff\"")
        var catalog = ThemeCatalog(folder: folder.location.themes)
        let good = try #require(catalog.theme(named: "mine", depth: .direct))
        for broken in ["\"whit\"", "\"unfinished"] {
            try write(broken)
            catalog.reload()
            #expect(catalog.errors.count == 1 && catalog.errors.first?.line == 3, "\(told(catalog.errors))")
            #expect(catalog.theme(named: "mine", depth: .direct) == good)
            #expect(catalog.entries.last?.name == "mine")
        }
        try write("\"#cccccc\"")
        catalog.reload()
        #expect(catalog.errors.isEmpty)
        #expect(catalog.theme(named: "mine", depth: .direct)?[.text].foreground == .rgb(0xCC, 0xCC, 0xCC))
        try folder.removeTheme("mine")
        catalog.reload()
        #expect(catalog.theme(named: "mine", depth: .direct) == nil && !catalog.entries.contains { $0.isOwn })
    }

    @Test func weakContrastIsAWarningWhereItIsKnown() throws {
        let folder = try UserFolder()
        try folder.writeTheme(
            """
            inherits = "sixteen"
            depth = "direct"
            [roles]
            "text" = { fg = "#777777", bg = "#ffffff" }
            "hint" = { fg = "bright-black" }

            """, "weak")
        let catalog = ThemeCatalog(folder: folder.location.themes)
        #expect(catalog.errors.isEmpty)
        #expect(
            told(catalog.warnings).contains(
                #"themes/weak.toml:4:1: warning: role "text" has a contrast of 4.4 to its background; "#
                    + "4.5 is read with ease"))
        #expect(!told(catalog.warnings).contains { $0.contains("\"hint\"") }, "what a terminal shows for it nobody knows")
        #expect(catalog.theme(named: "weak", depth: .direct) != nil)
    }
}
