/// A share as a bar: `████░░`, `####--`.
package struct Gauge: Sendable, Hashable {
    /// 0 to 1; nil (or not a number) where it is not known.
    package var share: Double?
    package var glyphs: GlyphSet

    package init(_ share: Double?, glyphs: GlyphSet = .unicode) {
        self.share = share
        self.glyphs = glyphs
    }

    /// How many of `width` cells are full.
    package func filled(of width: Int) -> Int {
        guard let share, !share.isNaN, width > 0 else { return 0 }
        return Int((min(max(share, 0), 1) * Double(width)).rounded())
    }

    package func text(width: Int) -> String {
        let full = filled(of: width)
        let (on, off) = glyphs == .ascii ? ("#", "-") : ("█", "░")
        return String(repeating: on, count: full) + String(repeating: off, count: max(0, width - full))
    }

    package func draw(
        on surface: inout Surface, x: Int, y: Int, width: Int, style: Style, rest: Style? = nil
    ) {
        let full = filled(of: width)
        let (on, off) = glyphs == .ascii ? ("#", "-") : ("█", "░")
        surface.put(String(repeating: on, count: full), x: x, y: y, style: style)
        surface.put(String(repeating: off, count: max(0, width - full)), x: x + full, y: y, style: rest ?? style)
    }
}
