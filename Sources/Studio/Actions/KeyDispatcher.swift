package import Terminal

/// Finds the action that a key means: the nearest scope first, and keys of several presses kept until they are whole.
package struct KeyDispatcher: Sendable {
    package enum Outcome: Sendable {
        case action(Action)
        /// The beginning of a longer sequence.
        case pending
        case unknown
    }

    private struct Binding: Sendable {
        let sequence: KeySequence
        let action: Action
    }

    private let bindings: [ActionScope: [Binding]]
    /// What was pressed of an unfinished sequence.
    package private(set) var pressed: [KeyPress] = []

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
        for scope in scopes {
            if let whole = bindings[scope]?.first(where: { $0.sequence.keys == keys }) { return .action(whole.action) }
            if bindings[scope]?.contains(where: { $0.sequence.starts(with: keys) }) == true {
                pressed = keys
                return .pending
            }
        }
        return .unknown
    }
}
