import Terminal
import Testing

struct GlyphWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｆｕｌｌ", 8), ("ﾊﾝ", 2), ("한국어", 6),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{115F}", 2), ("😀", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("❤️", 1),
        ("⌚", 2), ("1️⃣", 1), ("─│╭▶●", 5), ("⠿", 1), ("█░▓", 3), ("\u{25FD}", 2), ("क्षि", 3), ("ไทย", 3), ("שָׁלוֹם", 4),
        ("a\u{200B}b", 2), ("\u{FEFF}x", 1), ("\u{301}", 0), ("\u{7}\u{1B}", 2), ("\u{20000}", 2), ("🫨", 2), ("\u{AD}", 1),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("ａ\u{3099}", 2), ("…", 1),
    ])
    func measures(_ text: String, _ cells: Int) {
        #expect(text.cellWidth == cells)
    }

    @Test(arguments: [GlyphWidthTable.wide, GlyphWidthTable.zero])
    func rangesAscend(_ ranges: [ClosedRange<UInt32>]) {
        for (range, next) in zip(ranges, ranges.dropFirst()) { #expect(range.upperBound + 1 < next.lowerBound) }
    }

    @Test func noScalarIsInBothTables() {
        for range in GlyphWidthTable.wide {
            #expect(!GlyphWidthTable.zero.contains { $0.overlaps(range) })
        }
    }

    @Test func marksOfSwiftAreZero() {
        for value in UInt32(0x300)..<0x30000 {
            guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 15 else { continue }
            let category = scalar.properties.generalCategory
            guard category == .nonspacingMark || category == .enclosingMark else { continue }
            #expect(GlyphWidth.width(of: scalar) == 0, "\(String(value, radix: 16))")
        }
    }

    @Test func aClusterKeepsFourMarks() {
        let text = Glyphs("z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x").map(\.glyph.text)
        #expect(text == ["z\u{301}\u{302}\u{303}\u{304}", "x"])
    }

    @Test func whatHasNoCellOfItsOwnIsDropped() {
        #expect(Glyphs("👨‍👩‍👧").map(\.glyph.text) == ["👨"])
        #expect(Glyphs("❤️‍🔥!").map(\.glyph.text) == ["❤", "!"])
        #expect(Glyphs("🇫🇷").map(\.glyph.text) == ["\u{1F1EB}"])
        #expect(Glyphs("a\u{202E}b").map(\.glyph.text) == ["a", "b"])
        #expect(Glyphs("a\u{1B}[2J").map(\.glyph.text).joined() == "a\u{FFFD}[2J")
    }
}
