import Terminal
import Testing

struct SurfaceTests {
    @Test func textIsClippedToTheSurface() {
        var surface = Surface(Size(width: 5, height: 2))
        #expect(surface.put("hello world", x: 2, y: 0, style: .plain) == 11)
        surface.put("no", x: 0, y: 7, style: .plain)
        surface.put("left", x: -2, y: 1, style: .plain)
        #expect(surface.lines == ["  hel", "ft   "])
    }

    @Test func aClipHolds() {
        var surface = Surface(Size(width: 6, height: 1))
        surface.clipped(to: Rect(x: 1, y: 0, width: 3, height: 1)) { $0.put("abcdef", x: 0, y: 0, style: .plain) }
        #expect(surface.lines == [" bcd  "])
    }

    @Test func aWidthHolds() {
        var surface = Surface(Size(width: 8, height: 3))
        #expect(surface.put("abcdef", x: 1, y: 0, style: .plain, width: 3) == 3)
        #expect(surface.put("a日本", x: 0, y: 1, style: .plain, width: 4) == 3)
        #expect(surface.put("abc", x: 0, y: 2, style: .plain, width: -1) == 0)
        #expect(surface.lines == [" abc    ", "a日     ", "        "])
    }

    @Test func aMarkStaysWithItsLetter() {
        var surface = Surface(Size(width: 4, height: 1))
        #expect(surface.put("cafe\u{301}s", x: 0, y: 0, style: .plain, width: 4) == 4)
        #expect(surface.lines == ["cafe\u{301}"])
        #expect(surface[3, 0].glyph.text.unicodeScalars.count == 2)
    }

    @Test func halfAWideGlyphIsNeverLeft() {
        var surface = Surface(Size(width: 6, height: 1))
        surface.put("日本語", x: 0, y: 0, style: .plain)
        surface.put("x", x: 1, y: 0, style: .plain)
        #expect(surface.lines == [" x本語"])
        surface.put("語", x: 3, y: 0, style: .plain)
        #expect(surface.lines == [" x 語 "])
        surface.put("日", x: 5, y: 0, style: .plain)
        surface.put("日", x: -1, y: 0, style: .plain)
        #expect(surface.lines == [" x 語 "])
    }

    @Test func noDrawingLeavesAnOrphanHalf() {
        var chance = SystemRandomNumberGenerator()
        var surface = Surface(Size(width: 9, height: 2))
        for _ in 0..<3_000 {
            let x = Int.random(in: -4...11, using: &chance)
            switch Int.random(in: 0...3, using: &chance) {
            case 0: surface.put("語字a", x: x, y: 0, style: .plain)
            case 1: surface.put("ab", x: x, y: 0, style: .plain)
            case 2: surface.fill(Rect(x: x, y: 0, width: 3, height: 2), style: .plain)
            default:
                surface.clipped(to: Rect(x: 2, y: 0, width: 4, height: 1)) { $0.put("語語語", x: x, y: 0, style: .plain) }
            }
            for column in 0..<9 {
                let next = column + 1 < 9 && surface[column + 1, 0].glyph.isContinuation
                #expect((surface[column, 0].glyph.text.cellWidth == 2) == next)
            }
            #expect(!surface[0, 0].glyph.isContinuation)
        }
    }

    @Test func aLargeFrameIsDrawnFromText() {
        var surface = Surface(Size(width: 200, height: 60))
        let line = String(repeating: "14:02:25 INFO ", count: 15)
        for y in 0..<60 { surface.put(line, x: 0, y: y, style: .plain) }
        #expect(surface.lines.allSatisfy { $0 == String(line.prefix(200)) })
    }
}
