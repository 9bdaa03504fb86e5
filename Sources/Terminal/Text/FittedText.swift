/// Where text that does not fit loses its cells.
package enum Truncation: Sendable, CaseIterable {
    /// `resnet50-ci…`
    case right
    /// `…s/checkpoint.pt`
    case left
    /// `resnet…cifar`
    case middle
}

package enum TextAlignment: Sendable, CaseIterable {
    case left, right, centre
}

extension GlyphSet {
    /// Stands where text was cut off.
    package var ellipsis: String { self == .ascii ? "~" : "…" }
}

extension StringProtocol {
    /// The text in at most `width` cells, with a sign where it was cut.
    package func fitted(
        to width: Int, cutting truncation: Truncation = .right, glyphs: GlyphSet = .unicode
    ) -> String {
        guard width > 0 else { return "" }
        let whole = cellWidth
        guard whole > width else { return String(self) }
        let room = width - 1
        switch truncation {
        case .right: return prefix(ofCells: room) + glyphs.ellipsis
        case .left: return glyphs.ellipsis + suffix(ofCells: room, of: whole)
        case .middle:
            return prefix(ofCells: (room + 1) / 2) + glyphs.ellipsis + suffix(ofCells: room / 2, of: whole)
        }
    }

    /// The text in exactly `width` cells: cut, or with spaces around it.
    package func padded(
        to width: Int, _ alignment: TextAlignment = .left, cutting truncation: Truncation = .right,
        glyphs: GlyphSet = .unicode
    ) -> String {
        let text = fitted(to: width, cutting: truncation, glyphs: glyphs)
        let missing = Swift.max(0, width - text.cellWidth)
        let before =
            switch alignment {
            case .left: 0
            case .right: missing
            case .centre: missing / 2
            }
        return String(repeating: " ", count: before) + text + String(repeating: " ", count: missing - before)
    }

    private func prefix(ofCells room: Int) -> String {
        var text = ""
        var taken = 0
        for (glyph, cells) in Glyphs(self) {
            guard taken + cells <= room else { break }
            glyph.append(to: &text)
            taken += cells
        }
        return text
    }

    private func suffix(ofCells room: Int, of whole: Int) -> String {
        var text = ""
        var skipped = 0
        for (glyph, cells) in Glyphs(self) {
            if skipped >= whole - room { glyph.append(to: &text) }
            skipped += cells
        }
        return text
    }
}

extension TerminalText {
    /// The same as a function, for text that is at hand as a value: `TerminalText.fit(name, to: 12)`.
    package static func fit(
        _ text: some StringProtocol, to width: Int, cutting truncation: Truncation = .right,
        glyphs: GlyphSet = .unicode
    ) -> String {
        text.fitted(to: width, cutting: truncation, glyphs: glyphs)
    }
}
