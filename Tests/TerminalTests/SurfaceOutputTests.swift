import Terminal
import Testing

struct SurfaceOutputTests {
    private func surface(_ lines: [String], _ style: Style = .plain) -> Surface {
        var surface = Surface(Size(width: 8, height: lines.count))
        for (y, line) in lines.enumerated() { surface.put(line, x: 0, y: y, style: style) }
        return surface
    }

    private func texts(_ old: Surface?, _ new: Surface) -> [String] {
        SurfaceDiff.runs(from: old, to: new).map { "\($0.x),\($0.y) \($0.text)" }
    }

    @Test func onlyWhatChangedIsPut() {
        let old = surface(["abcdefgh", "same"])
        #expect(texts(old, old).isEmpty)
        #expect(texts(old, surface(["abXdefYZ", "same"])) == ["2,0 X", "6,0 YZ"])
        #expect(texts(nil, surface(["a"])) == ["0,0 a       "])
        #expect(texts(old, surface(["a"])).count == 1)
    }

    @Test func wideGlyphsAreNotCut() {
        #expect(texts(surface(["日本"]), surface(["語本"])) == ["0,0 語"])
        #expect(texts(surface(["日本"]), surface([" x本"])) == ["0,0  x"])
        #expect(texts(surface(["ab"]), surface(["日"])) == ["0,0 日"])
    }

    @Test func whatIsPutMakesTheNewOfTheOld() {
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<1_000 {
            func random() -> Surface {
                surface([(0..<5).map { _ in ["a", "b", "日", "語"].randomElement(using: &chance) ?? "" }.joined()])
            }
            let (old, new) = (random(), random())
            var cells = old.cells
            for run in SurfaceDiff.runs(from: old, to: new) {
                #expect(run.cells.first?.glyph.isContinuation == false)
                cells.replaceSubrange(run.x..<run.x + run.cells.count, with: run.cells)
            }
            #expect(cells == new.cells)
        }
    }

    @Test func aRunIsCutByStyle() {
        var new = surface(["abcd"])
        new.restyle(Rect(x: 1, y: 0, width: 2, height: 1)) { _ in Style(attributes: .bold) }
        let run = SurfaceDiff.runs(from: nil, to: new)
        #expect(run[0].segments.map { "\($0.x) \($0.text)" } == ["0 a", "1 bc", "3 d    "])
    }

    @Test func aSavedScreenHasItsColours() {
        var screen = Surface(Size(width: 3, height: 2))
        screen.put("日", x: 0, y: 0, style: Style(foreground: .rgb(255, 0, 0), background: .palette(12), attributes: .bold))
        #expect(ANSIText.text(of: screen) == "\u{1B}[0;1;38;2;255;0;0;104m日\u{1B}[0m \n   \n")
        #expect(ANSIText.text(of: screen, depth: .palette).hasPrefix("\u{1B}[0;1;38;5;196;104m日"))
        #expect(ANSIText.text(of: screen, depth: .mono) == "\u{1B}[0;1m日\u{1B}[0m \n   \n")
    }

    @Test func aSavedScreenReadsBackTheSame() {
        var screen = Surface(Size(width: 12, height: 1))
        screen.put("ab", x: 0, y: 0, style: Style(foreground: .palette(3), attributes: [.underline, .dim]))
        screen.put("日本", x: 4, y: 0, style: Style(background: .palette(200), attributes: .reverse))
        var again = Surface(screen.size)
        let line = String(ANSIText.text(of: screen).dropLast())
        again.put(TerminalText(line), x: 0, y: 0, style: .plain)
        #expect(again == screen)
    }
}
