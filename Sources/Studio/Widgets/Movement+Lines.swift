extension Movement {
    /// The first line in sight of a text that goes line by line, and stops with its last line at the bottom.
    func scrolled(from line: Int, to end: Int) -> Int {
        switch self {
        case .down: min(end, line + 1)
        case .up: max(0, line - 1)
        case .first: 0
        case .last: end
        default: line
        }
    }
}
