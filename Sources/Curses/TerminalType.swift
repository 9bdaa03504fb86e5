package import Terminal

/// What `TERM` and its companions in the environment tell about a terminal, decided before it is touched.
package struct TerminalType: Hashable, Sendable {
    /// As `TERM` says.
    package let name: String
    /// What to ask terminfo for, best first.
    package let candidates: [String]
    /// Red, green and blue reach the screen as they are.
    package let hasDirectColour: Bool
    package let isRemote: Bool
    package let isInTmux: Bool
    private let environment: [String: String]

    package init(environment: [String: String]) throws(ScreenError) {
        guard let name = environment["TERM"], !name.isEmpty else { throw .noTerminalType }
        if name == "dumb" || name == "unknown" { throw .tooSimple(name) }
        self.name = name
        self.environment = environment
        var candidates = [name]
        // Red, green and blue are written by us, whatever terminfo knows of them: see `DirectColours`.
        if name.hasSuffix("-direct") { candidates.insert(String(name.dropLast(7)) + "-256color", at: 0) }
        if Self.multiplexers.contains(where: name.hasPrefix) { candidates.append("screen-256color") }
        if Self.modern.contains(where: name.hasPrefix) || Self.multiplexers.contains(where: name.hasPrefix) {
            candidates.append("xterm-256color")
        }
        self.candidates = candidates
        let says = environment["COLORTERM"] ?? ""
        hasDirectColour = says == "truecolor" || says == "24bit" || name.hasSuffix("-direct")
        isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
        isInTmux = !(environment["TMUX"] ?? "").isEmpty
    }

    private static let multiplexers = ["tmux", "screen"]
    /// Terminals that do what xterm does, and whose entries a stock Debian lacks or had not yet.
    private static let modern = [
        "xterm", "foot", "ghostty", "wezterm", "kitty", "alacritty", "contour", "rio", "konsole", "gnome", "vte",
        "iterm", "mintty", "putty", "st-", "rxvt", "warp", "tabby",
    ]
    /// Consoles and old glass: questions and modes of xterm's would show there.
    private static let plain = ["linux", "vt", "ansi", "cons25", "cygwin", "sun", "hurd", "mach", "pcansi", "wsvt"]

    /// Whether it knows the private modes of xterm, or ignores them in silence.
    package var speaksXterm: Bool { !Self.plain.contains(where: name.hasPrefix) }

    /// Whether to ask it what it can do. Apple's Terminal prints a letter of the question, and screen answers nothing.
    package var answersQuestions: Bool {
        speaksXterm && environment["TERM_PROGRAM"] != "Apple_Terminal" && (isInTmux || !name.hasPrefix("screen"))
    }

    /// How long to wait for the rest of what began with ESC: over SSH the bytes of one key may come apart.
    package var escapeDelay: Duration { .milliseconds(isRemote ? 50 : 25) }

    /// The depth for a terminal of so many colours. `NO_COLOR` is a wish, so an explicit preference goes before it.
    package func depth(colours: Int, preferred: ColourDepth?) -> ColourDepth {
        let most: ColourDepth =
            switch colours {
            case ..<8: .mono
            case ..<256: .sixteen
            default: hasDirectColour ? .direct : .palette
            }
        if let preferred { return min(preferred, most) }
        return (environment["NO_COLOR"] ?? "").isEmpty ? most : .mono
    }

    /// The shapes to draw with, when text goes out as UTF-8 or not.
    package func glyphs(isUTF8: Bool, preferred: GlyphSet?) -> GlyphSet {
        guard isUTF8 else { return .ascii }
        if let preferred { return preferred }
        // The console's font has 512 shapes, boxes and blocks among them; a vt100 has none of Unicode's.
        if name.hasPrefix("linux") { return .block }
        return speaksXterm ? .unicode : .ascii
    }

    /// Names for the locale of text, first the one that the environment asks for.
    package func locales(preferred: GlyphSet?) -> [String] {
        let asked = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let folded = asked.lowercased()
        // SSH hands over the name of a locale that this machine may not have.
        let isUTF8 = folded.hasSuffix("utf-8") || folded.hasSuffix("utf8")
        let wantsUTF8 = preferred == .unicode || preferred == .block
        return (wantsUTF8 && !isUTF8 ? [] : [asked]) + (isUTF8 || wantsUTF8 ? ["C.UTF-8", "C.utf8"] : ["C"])
    }
}
