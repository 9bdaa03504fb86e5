/// The keys as a file to begin from: every action with what it does, a table for each place where it applies. Read back,
/// it changes nothing.
package enum KeymapText {
    package static func text(of keymap: Keymap = .standard) -> String {
        let scopes = keymap.actions.map(\.scope)
        let ordered = scopes.enumerated().filter { scopes.firstIndex(of: $1) == $0 }.map(\.element)
        let places = ordered.filter { $0 == .global } + ordered.filter { $0 != .global }.sorted { $0.name < $1.name }
        return head + places.map { section($0, keymap.actions) }.joined(separator: "\n")
    }

    private static let head = """
        # The studio's keys. Keep the lines you change; what is not here stays as it is.
        #
        # A list holds every key of an action, [] is none. Keys: x, X, ^X, Alt-x, Space, Enter, Esc, Tab, S-Tab, F5,
        # PgUp, Up; two presses are "g g", and "m A-Z" takes any capital letter. A name without a table is meant wherever
        # the action applies.


        """

    private static func section(_ scope: ActionScope, _ actions: [Action]) -> String {
        let lines = actions.filter { $0.scope == scope }.map { action in
            let keys = action.keys.map(quoted).joined(separator: ", ")
            let line = "\"\(action.id)\" = [\(keys)]"
            return line + String(repeating: " ", count: max(2, 38 - line.count)) + "# \(action.title)"
        }
        return "# \(scope.title)\n[in.\(scope.name)]\n" + lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ key: String) -> String {
        "\"" + key.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
