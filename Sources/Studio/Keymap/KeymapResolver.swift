package import Documents
import Domain
import Terminal

/// Binds the actions of a table to the keys of a file: names become actions and presses, and what is wrong is told where
/// it stands.
package struct KeymapResolver {
    private struct Place: Hashable {
        let scope: ActionScope
        let id: String
    }

    private let actions: [Action]
    /// By the action it is about; said of one scope goes before said of all.
    private var said: [Place: KeymapFile.Entry] = [:]
    private var narrow: Set<Place> = []
    private var diagnostics: [Diagnostic] = []

    private init(_ actions: [Action]) {
        self.actions = actions
    }

    /// Throws `DocumentError` with everything that is wrong.
    package static func keymap(of file: KeymapFile, over actions: [Action] = ActionTable.all) throws -> Keymap {
        var resolver = KeymapResolver(actions)
        for entry in file.entries { resolver.take(entry) }
        let keymap = Keymap(actions: actions.map { resolver.bound($0) })
        resolver.findClashes(in: keymap)
        guard resolver.diagnostics.isEmpty else {
            throw DocumentError(resolver.diagnostics.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        return keymap
    }

    // MARK: Names

    private mutating func take(_ entry: KeymapFile.Entry) {
        let (scope, id) = Self.parts(of: entry.action.text, scopes: Set(actions.map(\.scope)))
        let namesakes = actions.filter { $0.id == id }
        guard !namesakes.isEmpty else {
            let meant = EditDistance.nearest(to: id, among: Array(Set(actions.map(\.id))).sorted())
            report("unknown action \"\(id)\"" + (meant.map { ", did you mean \"\($0)\"?" } ?? ""), entry.action)
            return
        }
        let places = namesakes.filter { scope == nil || $0.scope == scope }.map { Place(scope: $0.scope, id: id) }
        if places.isEmpty, let scope {
            let known = namesakes.map(\.scope.name).joined(separator: ", ")
            report("\"\(id)\" does not apply in \(scope.name)", entry.action, hint: "it applies in \(known)")
        }
        for key in entry.keys where KeySequence(parsing: key.text) == nil {
            report(
                "unknown key \"\(key.text)\"", key,
                hint: "write x, X, ^X, Alt-x, Space, Enter, F5, or two presses as \"g g\"")
        }
        for place in places where scope != nil || !narrow.contains(place) {
            if let before = said[place], narrow.contains(place) == (scope != nil) {
                report("the keys of \"\(id)\" are said on line \(before.action.position.line) too", entry.action)
            }
            said[place] = entry
            if scope != nil { narrow.insert(place) }
        }
    }

    /// `in.screen.job.job.cancel`: the scope and the action.
    private static func parts(of name: String, scopes: Set<ActionScope>) -> (ActionScope?, String) {
        for scope in scopes {
            let prefix = "in.\(scope.name)."
            if name.hasPrefix(prefix) { return (scope, String(name.dropFirst(prefix.count))) }
        }
        return (nil, name)
    }

    private func bound(_ action: Action) -> Action {
        guard let entry = said[Place(scope: action.scope, id: action.id)] else { return action }
        return action.bound(to: entry.keys.compactMap { KeySequence(parsing: $0.text)?.text })
    }

    // MARK: Clashes

    /// One key of one scope means one thing, and is not the beginning of another.
    private mutating func findClashes(in keymap: Keymap) {
        for (_, actions) in Dictionary(grouping: keymap.actions, by: \.scope) {
            let bindings = actions.flatMap { action in
                action.keys.compactMap { text in KeySequence(parsing: text).map { (sequence: $0, action: action) } }
            }
            for (index, first) in bindings.enumerated() {
                for second in bindings.dropFirst(index + 1) where first.action.id != second.action.id {
                    if first.sequence.hides(second.sequence) {
                        clash(first, second)
                    } else if second.sequence.hides(first.sequence) {
                        clash(second, first)
                    }
                }
            }
        }
    }

    private mutating func clash(
        _ short: (sequence: KeySequence, action: Action), _ long: (sequence: KeySequence, action: Action)
    ) {
        // Told where the file says it; a table by itself has no clash.
        let words = [short, long].compactMap { word(of: $0.sequence, $0.action) }
        guard let word = words.max(by: { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) })
        else { return }
        let isSame = short.sequence == long.sequence
        report(
            isSame
                ? "\"\(short.sequence.text)\" is the key of \"\(short.action.id)\" and of \"\(long.action.id)\""
                : "\"\(short.sequence.text)\" of \"\(short.action.id)\" hides \"\(long.sequence.text)\" of \"\(long.action.id)\"",
            word, hint: "both apply in \(short.action.scope.name): give one of them another key, or []")
    }

    private func word(of sequence: KeySequence, _ action: Action) -> PlacedWord? {
        said[Place(scope: action.scope, id: action.id)]?.keys.first { KeySequence(parsing: $0.text) == sequence }
    }

    private mutating func report(_ message: String, _ word: PlacedWord, hint: String? = nil) {
        diagnostics.append(Diagnostic(.error, message, hint: hint, at: word.position))
    }
}
