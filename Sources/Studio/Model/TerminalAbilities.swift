package import Terminal

/// The most that the terminal shows.
package struct TerminalAbilities: Sendable, Hashable {
    package let depth: ColourDepth
    package let glyphs: GlyphSet

    package init(depth: ColourDepth, glyphs: GlyphSet) {
        self.depth = depth
        self.glyphs = glyphs
    }
}
