/// A scrollbar that is a map as well: where the errors `!`, the hits `◂` and the bookmarks `▸` are, and the thumb `█`.
package struct ScrollMap: Sendable, Hashable {
    package enum Kind: Int, Sendable, CaseIterable, Comparable {
        case bookmark, hit, error

        package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    package struct Mark: Sendable, Hashable {
        package let line: Int
        package let kind: Kind

        package init(_ kind: Kind, line: Int) {
            self.kind = kind
            self.line = line
        }
    }

    package struct Styles: Sendable, Hashable {
        package var track: Style
        package var thumb: Style
        package var error: Style
        package var hit: Style
        package var bookmark: Style

        package init(
            track: Style = .plain, thumb: Style = .plain, error: Style = .plain, hit: Style = .plain,
            bookmark: Style = .plain
        ) {
            self.track = track
            self.thumb = thumb
            self.error = error
            self.hit = hit
            self.bookmark = bookmark
        }
    }

    package var total: Int
    /// The first line in view, from 0, and how many are.
    package var first: Int
    package var visible: Int
    package var marks: [Mark]
    package var glyphs: GlyphSet

    package init(total: Int, first: Int, visible: Int, marks: [Mark] = [], glyphs: GlyphSet = .unicode) {
        self.total = total
        self.first = first
        self.visible = visible
        self.marks = marks
        self.glyphs = glyphs
    }

    /// The rows of the thumb; empty where everything is in view.
    package func thumb(height: Int) -> Range<Int> {
        guard height > 0, visible > 0, total > visible else { return 0..<0 }
        let size = max(1, share(visible, of: total, in: height))
        let hidden = total - visible
        let top = share(min(max(0, first), hidden), of: hidden, in: height - size)
        return top..<top + size
    }

    /// Which row of the bar a line is on.
    package func row(of line: Int, height: Int) -> Int? {
        guard height > 0, total > 0, line >= 0, line < total else { return nil }
        guard total > height else { return line }
        return min(height - 1, Int(Double(line) * Double(height) / Double(total)))
    }

    /// The line that a press on a row of the bar means.
    package func line(at row: Int, height: Int) -> Int {
        guard height > 1, total > visible else { return 0 }
        return share(min(max(0, row), height - 1), of: height - 1, in: total - max(0, visible))
    }

    private func share(_ part: Int, of whole: Int, in length: Int) -> Int {
        Int((Double(part) / Double(whole) * Double(length)).rounded())
    }

    package func draw(on surface: inout Surface, x: Int, y: Int, height: Int, styles: Styles) {
        guard height > 0 else { return }
        var gravest = [Kind?](repeating: nil, count: height)
        for mark in marks {
            guard let row = row(of: mark.line, height: height) else { continue }
            gravest[row] = max(gravest[row] ?? mark.kind, mark.kind)
        }
        let thumb = thumb(height: height)
        let isASCII = glyphs == .ascii
        for (row, kind) in gravest.enumerated() {
            let (shape, style): (String, Style) =
                switch kind {
                case nil: (isASCII ? "|" : "│", styles.track)
                case .error: ("!", styles.error)
                case .hit: (isASCII ? "<" : "◂", styles.hit)
                case .bookmark: (isASCII ? ">" : "▸", styles.bookmark)
                }
            // The thumb takes the colour of what lies under it.
            if thumb.contains(row) {
                surface.put(isASCII ? "#" : "█", x: x, y: y + row, style: kind == nil ? styles.thumb : style)
            } else {
                surface.put(shape, x: x, y: y + row, style: style)
            }
        }
    }
}
