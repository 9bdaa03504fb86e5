package import Documents
import Domain
import Terminal

/// Works a chain of theme files into a recipe: names become colours and roles, and what is wrong is told where it stands.
package struct ThemeResolver {
    /// The theme first, what it inherits from after it.
    private let chain: [ThemeFile]
    private let palette: [String: PlacedWord]
    private var diagnostics: [Diagnostic] = []

    private init(_ chain: [ThemeFile]) {
        self.chain = chain
        palette = chain.reversed().reduce(into: [:]) { palette, file in
            for entry in file.palette { palette[entry.name.text] = entry.value }
        }
    }

    /// Throws `DocumentError` with everything that is wrong.
    package static func recipe(of chain: [ThemeFile], name: String) throws -> Parsed<ThemeRecipe> {
        var resolver = ThemeResolver(chain)
        let recipe = resolver.recipe(name: name)
        let errors = resolver.diagnostics
        guard errors.isEmpty else { throw DocumentError(sorted(errors)) }
        return Parsed(recipe, warnings: sorted(resolver.warnings(of: recipe)))
    }

    private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    private mutating func recipe(name: String) -> ThemeRecipe {
        func first<Value>(_ path: KeyPath<ThemeFile, Value?>) -> Value? {
            chain.lazy.compactMap { $0[keyPath: path] }.first
        }
        for file in chain { for entry in file.palette { _ = colour(entry.value, inPalette: entry.name.text) } }
        let appearance = first(\.appearance).flatMap { Theme.Appearance(rawValue: $0.rawValue) }
        let depth = first(\.depth).flatMap { ColourDepth(rawValue: $0.rawValue) }
        let glyphs = first(\.glyphs).flatMap { GlyphSet(rawValue: $0.rawValue) }
        let border = first(\.border).flatMap { BoxStyle(rawValue: $0.rawValue) }
        return ThemeRecipe(
            name: name, appearance: appearance ?? .dark, depth: depth ?? .direct, looks: looks(\.main, prefersOwn: true),
            sixteen: looks(\.sixteen, prefersOwn: false), mono: looks(\.mono, prefersOwn: false),
            series: series(\.main, prefersOwn: true), sixteenSeries: series(\.sixteen, prefersOwn: false),
            glyphs: glyphs, border: border ?? .rounded)
    }

    // MARK: Roles

    private mutating func looks(
        _ section: KeyPath<ThemeFile, ThemeFile.Section>, prefersOwn: Bool
    ) -> [Role: ThemeRecipe.Look] {
        var looks: [Role: ThemeRecipe.Look] = [:]
        for file in chain.reversed() {
            for entry in file[keyPath: section].roles {
                let foreground = entry.value.foreground.map { colour($0, prefersOwn: prefersOwn) }
                let background = entry.value.background.map { colour($0, prefersOwn: prefersOwn) }
                guard let role = role(entry.name) else { continue }
                looks[role] = ThemeRecipe.Look(
                    foreground: foreground, background: background, attributes: Self.attributes(entry.value.attributes))
            }
        }
        return looks
    }

    private mutating func role(_ word: PlacedWord) -> Role? {
        if let role = Role(rawValue: word.text) { return role }
        report("unknown role", word, among: Role.allCases.map(\.rawValue))
        return nil
    }

    private static func attributes(_ names: Set<ThemeFile.Attribute>) -> Style.Attributes {
        names.reduce(into: []) { attributes, name in
            switch name {
            case .bold: attributes.insert(.bold)
            case .dim: attributes.insert(.dim)
            case .italic: attributes.insert(.italic)
            case .underline: attributes.insert(.underline)
            case .reverse: attributes.insert(.reverse)
            case .strikethrough: attributes.insert(.strikethrough)
            }
        }
    }

    private mutating func series(_ section: KeyPath<ThemeFile, ThemeFile.Section>, prefersOwn: Bool) -> [Colour] {
        let words = chain.lazy.map { $0[keyPath: section].series }.first { !$0.isEmpty } ?? []
        return words.map { colour($0, prefersOwn: prefersOwn) }
    }

    // MARK: Colours

    /// `prefersOwn`: a name is the palette's before it is the terminal's; the sections for few colours are written in the
    /// terminal's names.
    private mutating func colour(_ word: PlacedWord, prefersOwn: Bool) -> Colour {
        if !prefersOwn, let colour = Colour(parsing: word.text) { return colour }
        guard let value = palette[word.text] else { return parsed(word) }
        return colour(value, inPalette: word.text)
    }

    /// A palette may name its other colours; one that goes round in a circle means the terminal's colour of that name.
    private mutating func colour(_ word: PlacedWord, inPalette name: String) -> Colour {
        var (word, seen) = (word, Set([name]))
        while let next = palette[word.text], seen.insert(word.text).inserted { word = next }
        return parsed(word)
    }

    private mutating func parsed(_ word: PlacedWord) -> Colour {
        if let colour = Colour(parsing: word.text) { return colour }
        if palette[word.text] != nil {
            diagnostics.append(
                Diagnostic(
                    .error, "colour \"\(word.text)\" is said by itself", hint: "write it as \"#rrggbb\"",
                    at: word.position))
        } else if word.text.hasPrefix("#") {
            diagnostics.append(
                Diagnostic(.error, "\"\(word.text)\" is not a colour", hint: "write \"#rrggbb\"", at: word.position))
        } else {
            report("unknown colour", word, among: palette.keys.sorted() + Colour.knownNames)
        }
        return .terminal
    }

    private mutating func report(_ what: String, _ word: PlacedWord, among known: [String]) {
        let meant = EditDistance.nearest(to: word.text, among: known).map { ", did you mean \"\($0)\"?" }
        let diagnostic = Diagnostic(.error, "\(what) \"\(word.text)\"" + (meant ?? ""), at: word.position)
        // A palette's colour is met once for itself and once for each role that has it.
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    // MARK: Warnings

    /// Where a weak role is written; one that only inherits its weakness is told at the top of the theme.
    private func warnings(of recipe: ThemeRecipe) -> [Diagnostic] {
        recipe.weakRoles.map { weak in
            let tenths = Int(weak.contrast * 10)
            let place = chain.first?.main.roles.last { $0.name.text == weak.role.rawValue }?.name.position
            return Diagnostic(
                .warning,
                "role \"\(weak.role.rawValue)\" has a contrast of \(tenths / 10).\(tenths % 10) to its background",
                hint: "4.5 is read with ease", at: place ?? top)
        }
    }

    private var top: SourcePosition {
        let known = chain.first.flatMap { $0.inherits?.position ?? $0.palette.first?.name.position }
        return SourcePosition(known?.source ?? "theme", line: 1, column: 1)
    }
}
