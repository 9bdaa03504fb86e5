/// The patterns of a `.gitignore` (or `.amlignore`, which has the same grammar): comments, negation, `**`, anchored
/// and folder-only patterns, character classes. The last pattern that matches decides.
struct IgnoreRules: Sendable {
    private let rules: [IgnoreRule]

    init(text: String) {
        rules = text.split(whereSeparator: \.isNewline).compactMap { IgnoreRule(line: String($0)) }
    }

    /// Whether the path (relative to the rules' folder) is left out. Callers do not ask about what lies in a folder
    /// that is left out: as with git, nothing in it can be brought back.
    func ignores(_ path: String, isFolder: Bool) -> Bool {
        let parts = path.split(separator: "/").map { Array($0.unicodeScalars) }
        let deciding = rules.last { (isFolder || !$0.isFolderOnly) && $0.matches(parts) }
        return deciding.map { !$0.isNegated } ?? false
    }
}

/// One line of an ignore file.
struct IgnoreRule: Sendable {
    let isNegated: Bool
    let isFolderOnly: Bool
    private let segments: [Segment]

    private enum Segment: Sendable {
        /// `**`: any number of folders.
        case anyFolders
        case name([Unicode.Scalar])
    }

    /// Nil for blank lines and comments.
    init?(line: String) {
        var text = Array(line.unicodeScalars)
        while text.last == " " || text.last == "\t" {
            if text.count > 1, text[text.count - 2] == "\\" { break }
            text.removeLast()
        }
        guard let first = text.first, first != "#" else { return nil }
        isNegated = first == "!"
        if isNegated { text.removeFirst() }
        isFolderOnly = text.last == "/"
        if isFolderOnly { text.removeLast() }
        guard !text.isEmpty else { return nil }
        let isAnchored = text.contains("/")
        if text.first == "/" { text.removeFirst() }
        let names = text.split(separator: "/", omittingEmptySubsequences: true).map(Array.init)
        guard !names.isEmpty else { return nil }
        var segments: [Segment] = names.map { $0 == ["*", "*"] ? .anyFolders : .name($0) }
        if !isAnchored { segments.insert(.anyFolders, at: 0) }
        self.segments = segments
    }

    func matches(_ path: [[Unicode.Scalar]]) -> Bool {
        matches(segments[...], path[...])
    }

    private func matches(_ segments: ArraySlice<Segment>, _ path: ArraySlice<[Unicode.Scalar]>) -> Bool {
        guard let segment = segments.first else { return path.isEmpty }
        switch segment {
        case .anyFolders:
            // `a/**` means everything below a, not a itself.
            if segments.count == 1 { return !path.isEmpty }
            return path.indices.contains { matches(segments.dropFirst(), path[$0...]) }
        case .name(let pattern):
            guard let name = path.first, Wildcard.matches(pattern[...], name[...]) else { return false }
            return matches(segments.dropFirst(), path.dropFirst())
        }
    }
}
