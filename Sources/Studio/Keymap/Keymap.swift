import Terminal

/// Every action with the keys it has in this studio: the table's, or what the user's file says instead.
package struct Keymap: Sendable {
    package static let standard = Keymap(actions: ActionTable.all)

    package let actions: [Action]

    package init(actions: [Action]) {
        self.actions = actions
    }

    /// Those that apply on a screen with these scopes, the nearest scope first. Whose keys all mean something nearer is
    /// not among them.
    package func applying(to scopes: [ActionScope]) -> [Action] {
        var (applying, taken): ([Action], Set<String>) = ([], [])
        for scope in scopes {
            let own = actions.filter { $0.scope == scope }
            applying += own.filter { action in
                action.keys.isEmpty || !action.keys.allSatisfy { key in taken.contains { key == $0 || key.hasPrefix($0 + " ") } }
            }
            taken.formUnion(own.flatMap(\.keys))
        }
        return applying
    }

    /// The keys that an action has somewhere.
    package func keys(of id: String) -> [String] {
        actions.first { $0.id == id }?.keys ?? []
    }

    /// How a sentence tells to do it: by its first key, `c` or `m m`, or where none is bound `:job submit`.
    package func way(to id: String) -> String {
        guard let action = actions.first(where: { $0.id == id }) else { preconditionFailure("no action is called \(id)") }
        return action.keys.first ?? ":" + action.command
    }

    /// What is pressed before the letter of one's choice; nil where no key is bound.
    package func beginning(of id: String) -> String? {
        keys(of: id).lazy.compactMap { KeySequence(parsing: $0) }.first(where: \.takesLetter)?.keys.map(\.text).joined(separator: " ")
    }
}
