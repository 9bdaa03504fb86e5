/// How many cells a character takes: one table for measuring and for drawing, so that the two cannot differ.
package enum GlyphWidth {
    /// 0 for what joins the glyph before it, 2 for the wide, 1 for the rest. Controls count 1: they show as U+FFFD.
    package static func width(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        // Box drawing, blocks and braille fill most of a frame; 25FD and 25FE are the wide ones in there.
        if value >= 0x2500, value < 0x25FD { return 1 }
        if value >= 0x2800, value < 0x2900 { return 1 }
        if contains(value, in: GlyphWidthTable.zero) { return 0 }
        return value >= 0x1100 && contains(value, in: GlyphWidthTable.wide) ? 2 : 1
    }

    /// The first glyph of a character, with the cells it takes.
    package static func measure(_ character: Character) -> (glyph: Glyph, cells: Int) {
        var cutter = GlyphCutter(character.unicodeScalars.makeIterator())
        return cutter.next() ?? (.space, 0)
    }

    /// What would drive the terminal instead of being shown.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Text after one of these reads otherwise than it is.
    static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Zero-width characters that say how to show others and are nothing themselves. Variation selectors for text and
    /// emoji are among them: terminals disagree on the width of what carries one, and agree on what does not.
    static func isFormat(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE0E, 0xFE0F, 0xFEFF,
            0xFFF9...0xFFFB, 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE00FF:
            true
        default: false
        }
    }

    static func isFlagLetter(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    static func isSkinTone(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F3FB...0x1F3FF).contains(scalar.value)
    }

    /// Where a joiner makes one picture of two.
    static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2190...0x2BFF, 0x1F000...0x1FBFF: true
        default: false
        }
    }

    private static func contains(_ value: UInt32, in ranges: [ClosedRange<UInt32>]) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            let range = ranges[middle]
            if value < range.lowerBound {
                high = middle
            } else if value > range.upperBound {
                low = middle + 1
            } else {
                return true
            }
        }
        return false
    }
}
