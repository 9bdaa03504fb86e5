/// One place on the screen.
package struct Cell: Hashable, Sendable {
    package var glyph: Glyph
    package var style: Style

    package init(_ glyph: Glyph = .space, _ style: Style = .plain) {
        self.glyph = glyph
        self.style = style
    }
}
