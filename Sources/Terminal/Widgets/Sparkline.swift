/// A history in one row: `▁▂▃▄▅▆▇█`, `_.-=#`.
package struct Sparkline: Sendable, Hashable {
    /// Nil (or not a number) is a gap.
    package var values: [Double?]
    /// Nil goes from the least to the greatest value.
    package var range: ClosedRange<Double>?
    package var glyphs: GlyphSet

    package init(_ values: [Double?], range: ClosedRange<Double>? = nil, glyphs: GlyphSet = .unicode) {
        self.values = values
        self.range = range
        self.glyphs = glyphs
    }

    /// The newest at the right. Several values of one cell show as the greatest of them, so that a spike is seen.
    package func text(width: Int) -> String {
        let buckets = values.bucketed(into: width)
        let levels = glyphs == .ascii ? Array("_.-=#") : Array("▁▂▃▄▅▆▇█")
        let known = buckets.compactMap(\.self)
        let low = range?.lowerBound ?? known.min() ?? 0
        let high = range?.upperBound ?? known.max() ?? 0
        var text = String(repeating: " ", count: Swift.max(0, width - buckets.count))
        for value in buckets {
            guard let value else {
                text.append(" ")
                continue
            }
            // A flat line stands in the middle, or on the ground where it is nothing.
            let share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : (value == 0 ? 0 : 0.5)
            let level = share.isNaN ? 0 : Int((min(max(share, 0), 1) * Double(levels.count - 1)).rounded())
            text.append(levels[level])
        }
        return text
    }

    package func draw(on surface: inout Surface, x: Int, y: Int, width: Int, style: Style) {
        surface.put(text(width: width), x: x, y: y, style: style)
    }
}

extension [Double?] {
    /// At most `count` values, each the greatest of its share; what is not finite is a gap.
    func bucketed(into count: Int) -> [Double?] {
        guard count > 0 else { return [] }
        let finite = map { value in value.flatMap { $0.isFinite ? $0 : nil } }
        guard finite.count > count else { return finite }
        return (0..<count).map { bucket in
            finite[bucket * finite.count / count..<(bucket + 1) * finite.count / count].compactMap(\.self).max()
        }
    }
}
