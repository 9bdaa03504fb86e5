import Terminal
import Testing

struct SurfaceTests {
    @Test func textIsClippedToTheSurface() {
        var surface = Surface(Size(width: 5, height: 2))
        #expect(surface.put("hello world", x: 2, y: 0, style: .plain) == 11)
        surface.put("no", x: 0, y: 7, style: .plain)
        #expect(surface.lines == ["  hel", "     "])
    }

    @Test func aClipHolds() {
        var surface = Surface(Size(width: 6, height: 1))
        surface.clipped(to: Rect(x: 1, y: 0, width: 3, height: 1)) { $0.put("abcdef", x: 0, y: 0, style: .plain) }
        #expect(surface.lines == [" bcd  "])
    }
}
