import Documents
import Testing

@Suite struct ThemeDocumentTests {
    private func found(_ text: String, file: String = "themes/mine.toml") -> [String] {
        lines { _ = try ThemeDocument.read(text: text, file: file) }
    }

    @Test func readsEveryWordWithItsPlace() throws {
        let text = """
            name = "mine"
            inherits = "midnight"
            appearance = "light"
            depth = "palette"

            [palette]
            blue = "#80a8f8"   # the sea

            [roles]
            "row.selected" = { fg = "ink", bg = 'blue', bold = true, dim = false }
            text."strong" = {}

            [series]
            order = [
              "blue", "#ddd",
              "red", # last
            ]
            [depth16.roles]
            "log.error" = { underline = true }
            [mono.roles]
            match = { reverse = true }
            [glyphs]
            set = "block"
            border = "square"

            """
        let wrong = found(text)
        #expect(wrong == [#"themes/mine.toml:11:1: error: unknown field "strong""#], "a dot without quotes is a table")
        let file = try ThemeDocument.read(
            text: text.replacing("text.\"strong\"", with: "\"text.strong\""), file: "themes/mine.toml"
        ).value
        #expect(file.name?.text == "mine")
        #expect(file.inherits?.text == "midnight" && file.inherits?.position.description == "themes/mine.toml:2:12")
        #expect(file.appearance == .light && file.depth == .palette && file.glyphs == .block && file.border == .square)
        #expect(file.palette.map(\.name.text) == ["blue"] && file.palette.first?.value.position.column == 8)
        let look = try #require(file.main.roles.first { $0.name.text == "row.selected" })
        #expect(look.name.position.line == 10 && look.name.position.column == 1)
        #expect(look.value.foreground?.text == "ink" && look.value.foreground?.position.column == 25)
        #expect(look.value.background?.text == "blue" && look.value.background?.position.column == 37)
        #expect(look.value.attributes == [.bold])
        #expect(file.main.roles.contains { $0.name.text == "text.strong" && $0.value.foreground == nil })
        let places = file.main.series.map { "\($0.text) \($0.position.line):\($0.position.column)" }
        #expect(places == ["blue 15:3", "#ddd 15:11", "red 16:3"])
        #expect(file.sixteen.roles.map(\.value.attributes) == [[.underline]])
        #expect(file.mono.roles.map(\.name.text) == ["match"])
    }

    @Test func tellsAllThatIsWrong() {
        let text = """
            apperance = "dark"
            depth = "eight"
            palette = 3
            [roles]
            text = "blue"
            title = { fg = "fg", bld = true }
            key = { bold = "very" }
            [series]
            order = "blue"
            [glyphs]
            set = "unicorn"

            """
        #expect(
            found(text) == [
                #"themes/mine.toml:1:1: error: unknown field "apperance", did you mean "appearance"?"#,
                #"themes/mine.toml:2:9: error: "eight" is not a value of "depth"; "#
                    + "use one of: mono, sixteen, palette, direct",
                #"themes/mine.toml:3:11: error: "palette" must be a map of names and colours, not a number"#,
                #"themes/mine.toml:5:8: error: "text" must be a look, not text; write "text" = { fg = "…" }"#,
                #"themes/mine.toml:6:22: error: unknown field "bld", did you mean "bold"?"#,
                #"themes/mine.toml:7:16: error: "bold" must be true or false, not "very""#,
                #"themes/mine.toml:9:9: error: "order" must be a list of colours"#,
                #"themes/mine.toml:11:7: error: "unicorn" is not a value of "set", did you mean "unicode"?"#,
            ])
    }

    @Test func aThemeGoesByItsFile() {
        #expect(
            found("name = \"other\"\n") == [
                #"themes/mine.toml:1:8: error: the theme is named "other" and its file "mine.toml"; "#
                    + "a theme goes by its file's name: rename one of them"
            ])
        #expect(found("").isEmpty)
    }

    @Test func placesAreRightBehindTextsOfSeveralLines() {
        let text = "[palette]\nlong = \"\"\"a = [\n#\\\"\"\"\"\n'odd = key' = '''x\ny'''\n[palette.deep]\nx = 1\n"
        #expect(
            found(text) == [#"themes/mine.toml:6:1: error: "deep" must be text, not a map"#])
    }
}
