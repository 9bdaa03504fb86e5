package import Terminal

/// A theme with what it inherits worked in and every colour known, ready for any terminal.
package struct ThemeRecipe: Sendable, Equatable {
    package struct Look: Sendable, Equatable {
        /// Nil is that of `text`; the terminal's own is a colour like any other here.
        var foreground: Colour?
        var background: Colour?
        var attributes: Style.Attributes = []
    }

    package let name: String
    package let appearance: Theme.Appearance
    /// The most colours it is drawn with.
    let depth: ColourDepth
    let looks: [Role: Look]
    /// For sixteen colours, where rounding would make different things the same.
    let sixteen: [Role: Look]
    let mono: [Role: Look]
    let series: [Colour]
    let sixteenSeries: [Colour]
    let glyphs: GlyphSet?
    let border: BoxStyle

    package func theme(depth terminal: ColourDepth) -> Theme {
        let depth = min(terminal, self.depth)
        let looks = self.looks(for: depth)
        let text = looks[.text] ?? Look()
        var styles: [Role: Style] = [:]
        for role in Role.allCases {
            let look = looks[role] ?? Look()
            styles[role] = Style(
                foreground: (look.foreground ?? text.foreground ?? .terminal).quantised(to: depth),
                background: (look.background ?? text.background ?? .terminal).quantised(to: depth),
                attributes: look.attributes)
        }
        return Theme(
            name: name, appearance: appearance, depth: depth, styles: styles, series: lines(for: depth, on: styles[.text]),
            glyphs: glyphs, border: border)
    }

    private func looks(for depth: ColourDepth) -> [Role: Look] {
        switch depth {
        case .mono: looks.merging(mono) { $1 }
        case .sixteen: looks.merging(sixteen) { $1 }
        case .palette, .direct: looks
        }
    }

    /// Without colours the letters at the ends of the lines tell them apart, and every other line is bold.
    private func lines(for depth: ColourDepth, on text: Style?) -> [Style] {
        let ground = (text ?? .plain).background
        if depth == .mono { return [.plain, Style(attributes: .bold)] }
        let colours = depth == .sixteen && !sixteenSeries.isEmpty ? sixteenSeries : series
        return colours.map { Style(foreground: $0.quantised(to: depth), background: ground) }
    }

    // MARK: Legibility

    /// The writing whose contrast is known and too weak to be read with ease.
    package var weakRoles: [(role: Role, contrast: Double)] {
        let theme = theme(depth: .direct)
        return Role.allCases.filter(\.isWriting).compactMap { role in
            let style = theme[role]
            guard style.foreground.isFixed, style.background.isFixed,
                let contrast = style.foreground.contrast(with: style.background), contrast < Self.leastContrast
            else { return nil }
            return (role, contrast)
        }
    }

    /// What the Web Content Accessibility Guidelines ask of text.
    package static let leastContrast = 4.5
}

extension Role {
    /// Letters are read; lines, bars and shades are only seen.
    package var isWriting: Bool {
        switch self {
        case .border, .borderFocus, .dialogBorder, .scrollTrack, .scrollThumb, .gauge, .gaugeHigh, .gaugeRest, .chartAxis,
            .heat0, .heat1, .heat2, .heat3, .heat4:
            false
        default: true
        }
    }
}

extension Colour {
    /// Whether it looks the same on every terminal: the first sixteen are the user's to choose.
    fileprivate var isFixed: Bool {
        switch kind {
        case .terminal: false
        case .palette(let index): index >= 16
        case .rgb: true
        }
    }
}
