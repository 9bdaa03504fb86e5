import Terminal
import Testing

struct TerminalTextTests {
    private func runs(_ text: String) -> [TerminalText.Run] { TerminalText(text).runs }

    @Test(arguments: [
        ("1", Style(attributes: .bold)), ("2", Style(attributes: .dim)), ("3", Style(attributes: .italic)),
        ("4", Style(attributes: .underline)), ("4:3", Style(attributes: .underline)), ("4:0", .plain),
        ("7", Style(attributes: .reverse)), ("9", Style(attributes: .strikethrough)), ("5", .plain), ("8", .plain),
        ("31", Style(foreground: .palette(1))), ("97", Style(foreground: .palette(15))),
        ("42", Style(background: .palette(2))), ("104", Style(background: .palette(12))),
        ("38;5;208", Style(foreground: .palette(208))), ("48;5;16", Style(background: .palette(16))),
        ("38:5:208", Style(foreground: .palette(208))), ("38;2;1;2;3", Style(foreground: .rgb(1, 2, 3))),
        ("38:2::1:2:3", Style(foreground: .rgb(1, 2, 3))), ("38:2:1:2:3", Style(foreground: .rgb(1, 2, 3))),
        ("48;2;255;0;9;1", Style(background: .rgb(255, 0, 9), attributes: .bold)),
        ("58;2;9;9;9;31", Style(foreground: .palette(1))), ("58;5;9;31", Style(foreground: .palette(1))),
        ("38;5;300", .plain), ("38;2;1;2;999", .plain), ("38", .plain), ("38;5", .plain), ("38;2;1", .plain),
        ("1;31;0", .plain), ("1;;4", Style(attributes: .underline)), ("1;2;22;4", Style(attributes: .underline)),
        ("31;39;41;49", .plain), ("1;31", Style(foreground: .palette(1), attributes: .bold)), ("999999999999", .plain),
    ])
    func understandsSGR(_ parameters: String, _ style: Style) {
        #expect(runs("\u{1B}[\(parameters)mx") == [.init("x", style: style)])
    }

    @Test func runsAreJoinedByStyle() {
        let red = Style(foreground: .palette(1))
        #expect(
            runs("a\u{1B}[31mb\u{1B}[31mc\u{1B}[md\u{1B}[0me") == [.init("a"), .init("bc", style: red), .init("de")])
        #expect(TerminalText("a\u{1B}[31mb", colours: false).runs == [.init("ab")])
    }

    @Test(arguments: [
        ("a\u{1B}[2Jb", "ab"), ("a\u{1B}[?1049hb", "ab"), ("a\u{1B}[>4;2mb", "ab"), ("a\u{1B}]0;title\u{7}b", "ab"),
        ("a\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\b", "alinkb"), ("a\u{1B}]52;c;AAAA", "a"),
        ("a\u{1B}P1$r\u{1B}\\b", "ab"), ("a\u{1B}(Bb", "ab"), ("a\u{1B}cb", "ab"), ("a\u{1B}", "a"), ("a\u{1B}[", "a"),
        ("a\u{1B}[31", "a"), ("a\u{9B}2Jb", "ab"), ("a\u{9D}0;t\u{9C}b", "ab"), ("a\u{7}b", "a\u{FFFD}b"),
        ("a\u{8}b\u{7F}", "a\u{FFFD}b\u{FFFD}"), ("a\u{85}b", "a\u{FFFD}b"), ("a\u{202E}b", "a\u{FFFD}b"),
        ("a\u{2066}b\u{200F}", "a\u{FFFD}b\u{FFFD}"), ("a\r\nb", "a\u{FFFD}\u{FFFD}b"), ("a\u{200B}b", "ab"),
        ("a\u{1B}[3\u{1B}[4mb", "ab"), ("a\u{2028}b", "a\u{FFFD}b"), ("\u{1B}é", "é"),
    ])
    func leavesOutWhatDrivesTerminals(_ text: String, _ shown: String) {
        #expect(TerminalText(text).plain == shown)
    }

    @Test func expandsTabs() {
        #expect(TerminalText("a\tb").plain == "a       b")
        #expect(TerminalText("\t日本\tx").plain == "        日本    x")
        #expect(TerminalText("12345678\tx").plain == "12345678        x")
        #expect(TerminalText("a\tb", skipping: 6).plain == "  b")
    }

    @Test func scrollsByCells() {
        #expect(TerminalText("abcdef", skipping: 2, limit: 3).plain == "cde")
        #expect(TerminalText("abcdef", skipping: 2, limit: 3).isCut)
        #expect(!TerminalText("abcdef", skipping: 3, limit: 3).isCut)
        #expect(TerminalText("日本語", skipping: 1).plain == " 本語")
        #expect(TerminalText("日本語", skipping: 1, limit: 2).plain == " ")
        #expect(TerminalText("\u{1B}[1mab\u{1B}[0mcd", skipping: 1).runs == [
            .init("b", style: Style(attributes: .bold)), .init("cd"),
        ])
        #expect(TerminalText("日本語").dropping(3).plain == " 語")
        #expect(TerminalText("abc", skipping: 9).runs.isEmpty)
    }

    @Test func longLinesAreCappedWhereverTheyAreScrolledTo() {
        let long = String(repeating: "é", count: 10_000)
        #expect(TerminalText(long).cellWidth == 4_096)
        #expect(TerminalText(long, skipping: 9_000).cellWidth == 1_000)
        #expect(TerminalText(String(repeating: "x", count: 10_000)).cellWidth == 4_096)
    }

    @Test func wraps() {
        #expect(TerminalText("abcdefg").wrapped(to: 3).map(\.plain) == ["abc", "def", "g"])
        #expect(TerminalText("a日本語").wrapped(to: 4).map(\.plain) == ["a日", "本語"])
        #expect(TerminalText("日x").wrapped(to: 1).map(\.plain) == ["\u{FFFD}", "x"])
        #expect(TerminalText("").wrapped(to: 4).count == 1)
        #expect(TerminalText("abc").wrapped(to: 0).isEmpty)
        let rows = TerminalText("\u{1B}[1mab\u{1B}[0mcd").wrapped(to: 3)
        #expect(rows[0].runs == [.init("ab", style: Style(attributes: .bold)), .init("c")])
    }

    @Test func isDrawnOverAStyle() {
        var surface = Surface(Size(width: 4, height: 1))
        let base = Style(background: .palette(4))
        #expect(surface.put(TerminalText("a\u{1B}[31mbcd"), x: 0, y: 0, style: base, width: 3) == 3)
        #expect(surface.lines == ["abc "])
        #expect(surface[2, 0].style == Style(foreground: .palette(1), background: .palette(4)))
    }

    @Test func fits() {
        #expect("resnet50-cifar".fitted(to: 8) == "resnet5…")
        #expect("resnet50-cifar".fitted(to: 8, glyphs: .ascii) == "resnet5~")
        #expect("resnet50-cifar".fitted(to: 8, cutting: .left) == "…0-cifar")
        #expect("resnet50-cifar".fitted(to: 8, cutting: .middle) == "resn…far")
        #expect("日本語".fitted(to: 4) == "日…")
        #expect("abc".fitted(to: 3) == "abc")
        #expect("abc".fitted(to: 1) == "…")
        #expect("abc".fitted(to: 0) == "")
        #expect("ab".padded(to: 4) == "ab  ")
        #expect("ab".padded(to: 4, .right) == "  ab")
        #expect("ab".padded(to: 5, .centre) == " ab  ")
        #expect("日本語".padded(to: 4) == "日… ")
    }

    @Test func anythingFitsAnywhere() {
        let alphabet: [String] = ["a", "日", "\u{301}", "\u{1B}", "[", "31", "m", ";", "\t", "👨‍👩‍👧", "\u{202E}", "]", "\u{7}", ":"]
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...30, using: &chance)).map { _ in alphabet.randomElement(using: &chance) ?? "" }
                .joined()
            let width = Int.random(in: 0...12, using: &chance)
            for truncation in Truncation.allCases { #expect(text.fitted(to: width, cutting: truncation).cellWidth <= width) }
            let parsed = TerminalText(text, skipping: Int.random(in: 0...9, using: &chance), limit: width)
            #expect(parsed.cellWidth <= width)
            #expect(parsed.cellWidth == parsed.plain.cellWidth)
            for row in TerminalText(text).wrapped(to: width) { #expect(row.cellWidth <= width) }
            #expect(!parsed.plain.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
        }
    }
}
