package import Terminal

/// How everything looks on a terminal of one colour depth. Each role's style is complete: what a theme leaves open is
/// filled in from `text`, so that a pane draws with it and thinks no further.
package struct Theme: Sendable, Equatable {
    package enum Appearance: String, CaseIterable, Sendable {
        case dark, light
    }

    package let name: String
    package let appearance: Appearance
    package let depth: ColourDepth
    /// Nil leaves the choice to what the terminal can show.
    package let glyphs: GlyphSet?
    /// Around panes without the focus.
    package let border: BoxStyle
    /// The lines of charts, taken in turn.
    package let series: [Style]
    private let styles: [Role: Style]

    package init(
        name: String, appearance: Appearance, depth: ColourDepth, styles: [Role: Style], series: [Style] = [],
        glyphs: GlyphSet? = nil, border: BoxStyle = .rounded
    ) {
        self.name = name
        self.appearance = appearance
        self.depth = depth
        self.styles = styles
        self.series = series.isEmpty ? [styles[.text] ?? .plain] : series
        self.glyphs = glyphs
        self.border = border
    }

    package subscript(_ role: Role) -> Style {
        styles[role] ?? styles[.text] ?? .plain
    }

    /// A role's style on another's ground: the state of a job in the selected row, a key in a dialog. Where the two
    /// colours would not be read on each other the ground's own writing is kept.
    package subscript(_ role: Role, on ground: Role) -> Style {
        self[ground].carrying(self[role])
    }

    package func series(_ index: Int) -> Style {
        series[index % series.count]
    }
}

extension Style {
    /// This style with the writing of another one on its background.
    package func carrying(_ other: Style) -> Style {
        let emphasis = other.attributes.subtracting([.reverse, .dim])
        let isReversed = attributes.contains(.reverse) || other.attributes.contains(.reverse)
        let isLegible = foreground == other.foreground
            || (background == other.background && attributes.isDisjoint(with: .reverse))
            || (background.contrast(with: other.foreground) ?? 1) >= 3
        guard !isReversed, isLegible else {
            return Style(foreground: foreground, background: background, attributes: attributes.union(emphasis))
        }
        return Style(
            foreground: other.foreground, background: background,
            attributes: attributes.union(other.attributes))
    }
}
