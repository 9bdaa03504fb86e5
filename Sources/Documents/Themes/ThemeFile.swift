/// What a theme file says, as it says it: which roles and colours there are is for the studio to judge, so every word keeps
/// its place.
package struct ThemeFile: Sendable, Hashable {
    package enum Appearance: String, Sendable, CaseIterable {
        case dark, light
    }

    package enum Depth: String, Sendable, CaseIterable {
        case mono, sixteen, palette, direct
    }

    package enum Glyphs: String, Sendable, CaseIterable {
        case unicode, block, ascii
    }

    package enum Border: String, Sendable, CaseIterable {
        case rounded, square, ascii
    }

    package enum Attribute: String, Sendable, CaseIterable {
        case bold, dim, italic, underline, reverse, strikethrough
    }

    /// A named colour of the palette, or a role: what stands left of `=`, and right of it.
    package struct Entry<Value: Sendable & Hashable>: Sendable, Hashable {
        package let name: PlacedWord
        package let value: Value
    }

    package struct Look: Sendable, Hashable {
        package var foreground: PlacedWord?
        package var background: PlacedWord?
        package var attributes: Set<Attribute> = []
    }

    /// What a terminal of some depth is shown.
    package struct Section: Sendable, Hashable {
        package var roles: [Entry<Look>] = []
        /// The colours of a chart's lines; empty when the section says nothing of them.
        package var series: [PlacedWord] = []
    }

    /// That of the file, said once more for who reads it; a theme goes by its file's name.
    package var name: PlacedWord?
    package var inherits: PlacedWord?
    package var appearance: Appearance?
    /// The most colours it has looks for: a theme of the terminal's sixteen says `sixteen`.
    package var depth: Depth?
    /// There to be inherited from, not to be chosen.
    package var isHidden = false
    package var palette: [Entry<PlacedWord>] = []
    package var main = Section()
    package var sixteen = Section()
    package var mono = Section()
    package var glyphs: Glyphs?
    package var border: Border?

    package init() {}
}
