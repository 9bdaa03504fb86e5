import Terminal
import Testing

struct BoxTests {
    private func box(
        _ width: Int, _ height: Int, _ border: BoxStyle, _ title: String = "", _ trailing: String = "",
        _ bottom: String = ""
    ) -> [String] {
        var surface = Surface(Size(width: width, height: height))
        surface.box(Rect(surface.size), border: border, style: .plain, title: title, trailing: trailing, bottom: bottom)
        return surface.lines
    }

    @Test func looksLikeAPane() {
        #expect(box(20, 3, .rounded, "1 Compute") == ["╭─ 1 Compute ──────╮", "│                  │", "╰──────────────────╯"])
        #expect(
            box(24, 3, .heavy, "2 Jobs", "3▶ 2◌", "1 of 36") == [
                "┏━ 2 Jobs ━━━━━ 3▶ 2◌ ━┓", "┃                      ┃", "┗━━━━━━━━━━━━ 1 of 36 ━┛",
            ])
        #expect(box(16, 2, .asciiHeavy, "2 Jobs", "", "1 of 36") == ["+= 2 Jobs =====+", "+==== 1 of 36 =+"])
        #expect(box(12, 2, .square, "日本") == ["┌─ 日本 ───┐", "└──────────┘"])
    }

    @Test func titlesGiveWay() {
        #expect(box(20, 2, .rounded, "a title that is long")[0] == "╭─ a title that … ─╮")
        #expect(box(20, 2, .ascii, "a title that is long")[0] == "+- a title that ~ -+")
        #expect(box(24, 2, .rounded, "a title that is long", "12")[0] == "╭─ a title that… ─ 12 ─╮")
        #expect(box(16, 2, .rounded, "long title", "trailing")[0] == "╭─ long title ─╮")
        #expect(box(16, 2, .rounded, "", "trailing")[0] == "╭─── trailing ─╮")
        #expect(box(10, 2, .rounded, "title", "", "bottom text")[1] == "╰─ bot… ─╯")
        #expect(box(7, 2, .rounded, "title")[0] == "╭─ … ─╮")
        #expect(box(6, 2, .rounded, "title")[0] == "╭────╮")
    }

    @Test func theSmallest() {
        #expect(box(1, 1, .rounded, "t") == ["─"])
        #expect(box(1, 3, .rounded, "t", "x", "y") == ["│", "│", "│"])
        #expect(box(3, 1, .heavy, "t") == ["━━━"])
        #expect(box(2, 2, .heavy, "t") == ["┏┓", "┗┛"])
    }

    @Test func theFocusedFrameDiffersInEveryGlyphSet() {
        for glyphs in GlyphSet.allCases {
            #expect(BoxStyle.frame(focused: true, glyphs: glyphs) != BoxStyle.frame(focused: false, glyphs: glyphs))
        }
    }

    @Test func drawsNothingBesideItselfAtAnySize() {
        let style = Style(attributes: .bold)
        for border in BoxStyle.allCases {
            for width in 0...24 {
                for height in 0...4 {
                    var surface = Surface(Size(width: 30, height: 8))
                    let rect = Rect(x: 2, y: 2, width: width, height: height)
                    let titles = BoxTitles("日本 title", trailing: "12 日", bottom: "1 of 日")
                    let inner = surface.box(rect, border: border, style: style, titles: titles)
                    #expect(inner == rect.inset())
                    for y in 0..<8 {
                        for x in 0..<30 {
                            let place = Point(x: x, y: y)
                            let isBorder = rect.contains(place) && !inner.contains(place)
                            #expect((surface[x, y].style == style) == isBorder, "\(border) \(width)x\(height) at \(x),\(y)")
                        }
                    }
                }
            }
        }
    }
}
