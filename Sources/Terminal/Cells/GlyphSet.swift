/// Which shapes the terminal can show.
package enum GlyphSet: String, Sendable, CaseIterable {
    /// Braille, box drawing, geometric shapes.
    case unicode
    /// Block elements and box drawing, for fonts without braille.
    case block
    /// Seven bits.
    case ascii
}
