package import Terminal

/// Finds the action that a key means: the nearest scope first, and keys of several presses kept until they are whole.
package struct KeyDispatcher: Sendable {
    package enum Outcome: Sendable {
        case action(Action)
        /// The beginning of a longer sequence.
        case pending
        case unknown
    }

    /// What may be pressed next, and what it would do.
    package struct Continuation: Sendable {
        package let keys: String
        package let action: Action
    }

    private struct Binding: Sendable {
        let sequence: KeySequence
        let action: Action
    }

    private let bindings: [ActionScope: [Binding]]
    /// What was pressed of an unfinished sequence.
    package private(set) var pressed: [KeyPress] = []
    /// The letter that ended the last sequence, where it takes one: `B` of `m B`.
    package private(set) var letter: Character?

    package init(actions: [Action]) {
        var bindings: [ActionScope: [Binding]] = [:]
        for action in actions {
            for text in action.keys {
                guard let sequence = KeySequence(parsing: text) else { continue }
                bindings[action.scope, default: []].append(Binding(sequence: sequence, action: action))
            }
        }
        self.bindings = bindings
    }

    package mutating func press(_ key: KeyPress, scopes: [ActionScope]) -> Outcome {
        let keys = pressed + [key]
        pressed = []
        letter = nil
        for scope in scopes {
            if let whole = bindings[scope]?.first(where: { $0.sequence.matches(keys) }) {
                if whole.sequence.takesLetter { letter = key.capital }
                return .action(whole.action)
            }
            if bindings[scope]?.contains(where: { $0.sequence.starts(with: keys) }) == true {
                pressed = keys
                return .pending
            }
        }
        return .unknown
    }

    /// How what was pressed may go on, the nearest scope first.
    package func continuations(scopes: [ActionScope]) -> [Continuation] {
        guard !pressed.isEmpty else { return [] }
        var seen: Set<String> = []
        return scopes.flatMap { bindings[$0] ?? [] }.compactMap { binding in
            guard binding.sequence.starts(with: pressed) else { return nil }
            let rest = binding.sequence.text(after: pressed.count)
            return seen.insert(rest).inserted ? Continuation(keys: rest, action: binding.action) : nil
        }
    }
}
