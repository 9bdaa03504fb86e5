import Terminal
import Testing

struct SurfaceFuzzTests {
    /// Whatever is drawn wherever: nothing traps, every row keeps its width, no half of a wide glyph is alone, and a screen
    /// that is told the differences shows the same.
    @Test(arguments: [(0, 0), (1, 1), (1, 9), (9, 1), (2, 2), (17, 5), (80, 24), (500, 200)])
    func anythingAnywhere(_ width: Int, _ height: Int) {
        var chance = SystemRandomNumberGenerator()
        var surface = Surface(Size(width: width, height: height))
        var shown = surface
        for round in 0..<(width > 100 ? 120 : 400) {
            let x = Int.random(in: -9...width + 9, using: &chance)
            let y = Int.random(in: -9...height + 9, using: &chance)
            let rect = Rect(
                x: x, y: y, width: Int.random(in: 0...width + 20, using: &chance),
                height: Int.random(in: 0...height + 20, using: &chance))
            let style = Style(foreground: .palette(UInt8.random(in: 0...255, using: &chance)))
            switch Int.random(in: 0...6, using: &chance) {
            case 0: surface.put("plain text 日本 e\u{301}", x: x, y: y, style: style, width: rect.width)
            case 1: surface.box(rect, border: .heavy, style: style, title: "日本 t", trailing: "3▶", bottom: "1 of 日")
            case 2: surface.fill(rect, style: style)
            case 3: surface.restyle(rect) { $0.over(style) }
            case 4: surface.put(TerminalText("\u{1B}[7m日\tx"), x: x, y: y, style: style)
            case 5: surface.clipped(to: rect) { $0.put(String(repeating: "語", count: 20), x: x - 3, y: y, style: style) }
            default: surface.clipped(to: rect) { $0.clipped(to: Rect(x: y, y: x, width: 9, height: 9)) { $0.fill(rect, style: style) } }
            }
            guard round % 10 == 0 else { continue }
            var cells = shown.cells
            for run in SurfaceDiff.runs(from: shown, to: surface) {
                let start = run.y * width + run.x
                cells.replaceSubrange(start..<start + run.cells.count, with: run.cells)
            }
            #expect(cells == surface.cells)
            shown = surface
        }
        #expect(surface.lines.allSatisfy { $0.cellWidth == width })
        #expect(ANSIText.text(of: surface).count { $0 == "\n" } == height)
    }
}
