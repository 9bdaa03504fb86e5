internal import CCurses

extension TerminalType {
    /// The best entry that terminfo has for it; one on which a cursor can be placed. Touches no terminal.
    package func entry() throws(ScreenError) -> String {
        let known = candidates.map { (name: $0, knows: cc_knows($0)) }
        if let best = known.first(where: { $0.knows == 1 }) { return best.name }
        throw known.contains { $0.knows == 0 } ? .tooSimple(name) : .unknownTerminal(name)
    }
}
