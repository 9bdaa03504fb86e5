/// Text cut into glyphs with the number of cells each takes. Marks without room are dropped; a cluster of several bases
/// (a family, a flag) shows as its first; a control character shows as U+FFFD, so nothing drawn can drive the terminal.
package struct Glyphs<Text: StringProtocol>: Sequence {
    private let text: Text

    package init(_ text: Text) {
        self.text = text
    }

    package struct Iterator: IteratorProtocol {
        private var cutter: GlyphCutter<Text.UnicodeScalarView.Iterator>

        fileprivate init(_ text: Text) {
            cutter = GlyphCutter(text.unicodeScalars.makeIterator())
        }

        package mutating func next() -> (glyph: Glyph, cells: Int)? { cutter.next() }
    }

    package func makeIterator() -> Iterator { Iterator(text) }
}

extension StringProtocol {
    /// How many cells the text takes.
    package var cellWidth: Int {
        let plain = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? bytes.count : nil
        }
        if let known = plain ?? nil { return known }
        var cells = 0
        for glyph in Glyphs(self) { cells += glyph.cells }
        return cells
    }
}
