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
        self.segments = ((isAnchored ? [] : [["*", "*"]]) + names).reduce(into: []) { segments, name in
            guard name == ["*", "*"] else { return segments.append(.name(name)) }
            // Any folders and then any folders are any folders.
            if case .anyFolders? = segments.last { return }
            segments.append(.anyFolders)
        }
    }

    /// One pass over the path for each segment, however many `**` there are: what the segments so far can have taken
    /// is kept as the set of its lengths.
    func matches(_ path: [[Unicode.Scalar]]) -> Bool {
        var taken = [true] + [Bool](repeating: false, count: path.count)
        for (index, segment) in segments.enumerated() {
            var next = [Bool](repeating: false, count: path.count + 1)
            switch segment {
            case .anyFolders:
                // `a/**` means everything below a, not a itself.
                let least = index == segments.count - 1 ? 1 : 0
                guard let first = taken.firstIndex(of: true), first + least <= path.count else { return false }
                for length in (first + least)...path.count { next[length] = true }
            case .name(let pattern):
                for (length, name) in path.enumerated() where taken[length] {
                    next[length + 1] = Wildcard.matches(pattern[...], name[...])
                }
            }
            taken = next
        }
        return taken[path.count]
    }
}
