/// How many cells a character takes: one table for measuring and for drawing, so that the two cannot differ.
package enum GlyphWidth {
    package static func measure(_ character: Character) -> (glyph: Glyph, cells: Int) {
        let scalars = character.unicodeScalars
        if let only = scalars.first, scalars.count == 1 { return (Glyph(only), width(of: only)) }
        return (Glyph(cluster: String(character)), scalars.first.map(width) ?? 1)
    }

    package static func width(of scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x1100 ? 1 : 1
    }
}
