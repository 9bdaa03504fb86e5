/// Cuts scalars into what a terminal cell can hold: a base and at most four marks. The scalars decide and not Swift's
/// characters, because terminals go by scalars: a Devanagari cluster of two letters takes two cells there.
struct GlyphCutter<Scalars: IteratorProtocol> where Scalars.Element == Unicode.Scalar {
    private var scalars: Scalars
    private var ahead: Unicode.Scalar?

    /// ncurses holds five scalars in a cell.
    static var marksOfACell: Int { 4 }

    init(_ scalars: Scalars) {
        self.scalars = scalars
        ahead = self.scalars.next()
    }

    mutating func next() -> (glyph: Glyph, cells: Int)? {
        while let base = ahead {
            ahead = scalars.next()
            if GlyphWidth.isControl(base) { return (.replacement, 1) }
            let cells = GlyphWidth.width(of: base)
            // A mark with nothing to stand on.
            if cells == 0 { continue }
            guard let follower = ahead, follower.value >= 0x300 else { return (Glyph(base), cells) }
            return (glyph(of: base), cells)
        }
        return nil
    }

    private mutating func glyph(of base: Unicode.Scalar) -> Glyph {
        let isPicture = GlyphWidth.isPicture(base)
        if GlyphWidth.isFlagLetter(base), let second = ahead, GlyphWidth.isFlagLetter(second) { ahead = scalars.next() }
        var marks: [Unicode.Scalar] = []
        while let scalar = ahead {
            if isPicture, GlyphWidth.isSkinTone(scalar) {
                ahead = scalars.next()
                continue
            }
            guard GlyphWidth.width(of: scalar) == 0, !GlyphWidth.isControl(scalar) else { break }
            ahead = scalars.next()
            if scalar.value == 0x200D {
                if isPicture, let joined = ahead, GlyphWidth.isPicture(joined) { ahead = scalars.next() }
            } else if !GlyphWidth.isFormat(scalar), marks.count < Self.marksOfACell {
                marks.append(scalar)
            }
        }
        guard !marks.isEmpty else { return Glyph(base) }
        var cluster = String(base)
        for mark in marks { cluster.unicodeScalars.append(mark) }
        return Glyph(cluster: cluster)
    }
}
