/// A command line that a shell is about to complete, as the shell splits it. Pure.
struct CompletedLine {
    let words: [String]

    /// What it is about: the first thing it names, its group or what stands after `why`.
    var subject: NamedThing? {
        words.lazy.compactMap(NamedThing.init(argument:)).first { $0 != .subject }
    }

    var asksWhy: Bool { words.contains("why") }

    /// What an option was given: `--name value`, `--name=value`, `-nvalue`, and as bash splits the second.
    ///
    /// - Parameter names: its letter, and its long name, of which the beginning is enough, as everywhere.
    func value(of letter: Character, _ name: String, atLeast length: Int) -> String? {
        for (index, word) in words.enumerated() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isLong = parts[0].hasPrefix("--") && parts[0].count >= length + 2 && "--\(name)".hasPrefix(parts[0])
            if isLong, parts.count == 2 { return Self.named(String(parts[1])) }
            if isLong || word == "-\(letter)" {
                let rest = words[(index + 1)...]
                return Self.named(rest.first == "=" ? rest.dropFirst().first : rest.first)
            }
            if word.hasPrefix("-\(letter)"), !word.hasPrefix("--") { return Self.named(String(word.dropFirst(2))) }
        }
        return nil
    }

    private static func named(_ word: String?) -> String? { word.flatMap { $0.isEmpty || $0.hasPrefix("-") ? nil : $0 } }
}
