/// Why there is no screen, in a sentence that says what to do instead.
package enum ScreenError: Error, Hashable, Sendable {
    case notATerminal
    /// `TERM` is not set.
    case noTerminalType
    /// Terminfo does not know it, and it does not look like a terminal that we know.
    case unknownTerminal(String)
    /// It cannot place a cursor.
    case tooSimple(String)
    case refused(String)
}

extension ScreenError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notATerminal:
            "the studio needs a terminal for its input and output; use --plain, or a command such as 'atelier job list'"
        case .noTerminalType:
            "TERM is not set, so nobody knows how to draw here; set it (TERM=xterm-256color), or use --plain"
        case .unknownTerminal(let name):
            "this machine knows no terminal '\(name)' (from TERM); "
                + "set TERM to one it knows, such as xterm-256color, install ncurses-term, or use --plain"
        case .tooSimple(let name):
            "a terminal of type '\(name)' (from TERM) cannot show a full screen; use --plain"
        case .refused(let reason):
            "the terminal cannot be set up: \(reason)"
        }
    }
}
