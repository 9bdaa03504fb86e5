/// A gauge with its percentage: `██░░░░   5%`.
package struct ProgressBar: Sendable, Hashable {
    package var share: Double?
    package var glyphs: GlyphSet

    package init(_ share: Double?, glyphs: GlyphSet = .unicode) {
        self.share = share
        self.glyphs = glyphs
    }

    /// Below 100 until all is done, above 0 once anything is.
    package var percentage: String {
        guard let share, !share.isNaN else { return "  -%" }
        let rounded = Int((min(max(share, 0), 1) * 100).rounded())
        let percent = share >= 1 ? 100 : min(max(rounded, share > 0 ? 1 : 0), 99)
        return "\(percent)%".padded(to: 4, .right)
    }

    /// The percentage goes first where there is no room for both.
    package func draw(on surface: inout Surface, x: Int, y: Int, width: Int, style: Style, rest: Style, label: Style) {
        guard width >= 8 else {
            Gauge(share, glyphs: glyphs).draw(on: &surface, x: x, y: y, width: max(0, width), style: style, rest: rest)
            return
        }
        Gauge(share, glyphs: glyphs).draw(on: &surface, x: x, y: y, width: width - 5, style: style, rest: rest)
        surface.put(percentage, x: x + width - 4, y: y, style: label)
    }
}
