/// Text cut into glyphs with the number of cells each takes. Marks without room are dropped; a cluster of several bases
/// (a family, a flag) shows as its first.
package struct Glyphs<Text: StringProtocol>: Sequence {
    private let text: Text

    package init(_ text: Text) {
        self.text = text
    }

    package func makeIterator() -> AnyIterator<(glyph: Glyph, cells: Int)> {
        var characters = text.makeIterator()
        return AnyIterator {
            guard let character = characters.next() else { return nil }
            return GlyphWidth.measure(character)
        }
    }
}

extension StringProtocol {
    /// How many cells the text takes.
    package var cellWidth: Int {
        Glyphs(self).reduce(0) { $0 + $1.cells }
    }
}
