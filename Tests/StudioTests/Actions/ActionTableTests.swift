@testable import Studio
import Terminal
import Testing

struct ActionTableTests {
    private struct Binding {
        let text: String
        let sequence: KeySequence
        let action: Action
    }

    private static let scopes = Set(ActionTable.all.map(\.scope))

    private static func bindings(in scope: ActionScope) -> [Binding] {
        ActionTable.all.filter { $0.scope == scope }.flatMap { action in
            action.keys.compactMap { text in
                KeySequence(parsing: text).map { Binding(text: text, sequence: $0, action: action) }
            }
        }
    }

    @Test func anIdIsThereOnceAScope() {
        let names = ActionTable.all.map { "\($0.id) in \($0.scope)" }
        #expect(Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [])
    }

    @Test func whatHasTheSameIdIsTheSame() {
        for (id, actions) in Dictionary(grouping: ActionTable.all, by: \.id) {
            #expect(Set(actions.map(\.title)).count == 1, "\(id)")
            #expect(Set(actions.map(\.changesThings)).count == 1, "\(id)")
        }
    }

    @Test(arguments: ActionTable.all.map(\.id)) func anActionCanBeReadAndTyped(id: String) throws {
        let action = try #require(ActionTable.all.first { $0.id == id })
        #expect(action.title.first?.isUppercase == true || action.title.first?.isNumber == true || action.title.hasPrefix("Only"))
        #expect(id.allSatisfy { $0.isLetter && $0.isLowercase && $0.isASCII || $0 == "." }, "\(id) cannot be a command")
        for key in action.keys { #expect(KeySequence(parsing: key) != nil, "\(id) has the key \(key)") }
        #expect(action.hint == nil || !action.keys.isEmpty, "a hint needs a key")
        #expect(!action.isDangerous || action.changesThings)
    }

    @Test func noKeyMeansTwoThingsInAScope() {
        for scope in Self.scopes {
            for (keys, bindings) in Dictionary(grouping: Self.bindings(in: scope), by: \.sequence) where bindings.count > 1 {
                Issue.record("\(keys.text) is \(bindings.map(\.action.id)) in \(scope)")
            }
        }
    }

    @Test func noKeyIsTheBeginningOfAnotherOfItsScope() {
        for scope in Self.scopes {
            let bindings = Self.bindings(in: scope)
            for short in bindings {
                for long in bindings where !short.sequence.takesLetter && long.sequence.starts(with: short.sequence.keys) {
                    Issue.record("\(short.text) of \(short.action.id) hides \(long.text) of \(long.action.id) in \(scope)")
                }
            }
        }
    }

    /// Moving, leaving and asking for help mean the same wherever one stands.
    @Test func noScopeTakesTheKeysOfMovingAndLeaving() {
        let kept = Set(
            ActionTable.all.filter { action in
                action.scope == .global
                    && ["move.down", "move.up", "back", "help", "command", "palette", "go.back"].contains(action.id)
            }.flatMap(\.keys))
        #expect(kept.isSuperset(of: ["j", "k", "Down", "Up", "q", "?", ":", "^P", "Esc"]))
        for action in ActionTable.all where action.scope != .global {
            #expect(kept.isDisjoint(with: action.keys), "\(action.id) in \(action.scope)")
        }
    }

    @Test func theBeginningOfEverySequenceWithAHintSaysWhatItIsFor() {
        for action in ActionTable.all where action.hint != nil {
            guard let first = action.keys.first.flatMap({ KeySequence(parsing: $0) })?.beginning else { continue }
            #expect(KeyGroup.words[first] != nil, "\(first) of \(action.id)")
        }
    }
}
