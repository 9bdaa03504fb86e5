@testable import Studio
import Terminal
import Testing

struct KeyDispatcherTests {
    private static func action(_ id: String, in scope: ActionScope, _ keys: String...) -> Action {
        Action(id, id, in: scope, keys: keys) { _ in [] }
    }

    private static let dispatcher = KeyDispatcher(actions: [
        action("everywhere", in: .global, "a"), action("here", in: .pane(.jobs), "a", "Space"),
        action("copy.path", in: .global, "y p"), action("copy.name", in: .global, "y n"),
        action("window", in: .global, "^W h l"), action("mark", in: .global, "m A-Z"),
        action("mark.line", in: .pane(.log), "m m"), action("broken", in: .global, "no key at all"),
    ])

    /// The ids and signs of what each key came to, and what is kept of an unfinished sequence.
    private func press(
        _ keys: String, in scopes: [ActionScope] = [.pane(.jobs), .global]
    ) -> (outcomes: [String], kept: [String]) {
        var dispatcher = Self.dispatcher
        let outcomes = keys.split(separator: " ").map { text in
            guard let key = KeyPress(parsing: text) else { return "no key" }
            return switch dispatcher.press(key, scopes: scopes) {
            case .action(let action): action.id
            case .pending: "…"
            case .unknown: "-"
            }
        }
        return (outcomes, dispatcher.pressed.map(\.text))
    }

    @Test func theNearestScopeWins() {
        #expect(press("a").outcomes == ["here"])
        #expect(press("a", in: [.pane(.log), .global]).outcomes == ["everywhere"])
        #expect(press("Space", in: [.pane(.log), .global]).outcomes == ["-"])
    }

    @Test func severalKeysMakeOne() {
        #expect(press("y p y n").outcomes == ["…", "copy.path", "…", "copy.name"])
        #expect(press("^W h l").outcomes == ["…", "…", "window"])
    }

    @Test func whatWasPressedIsKeptUntilItIsWhole() {
        #expect(press("a").kept == [])
        #expect(press("^W h").kept == ["^W", "h"])
        #expect(press("^W h l").kept == [])
    }

    @Test func aWrongKeyForgetsTheBeginning() {
        #expect(press("y x").outcomes == ["…", "-"])
        #expect(press("y x").kept == [])
        #expect(press("y x p").outcomes == ["…", "-", "-"])
        #expect(press("y Esc a").outcomes == ["…", "-", "here"])
    }

    @Test func anyCapitalLetterMayEndASequence() {
        #expect(press("m B m b").outcomes == ["…", "mark", "…", "-"])
        #expect(press("m 1").outcomes == ["…", "-"])
        var dispatcher = Self.dispatcher
        for key in ["m", "Q"] { _ = dispatcher.press(.character(Character(key)), scopes: [.global]) }
        #expect(dispatcher.letter == "Q")
        _ = dispatcher.press(.character("a"), scopes: [.global])
        #expect(dispatcher.letter == nil)
    }

    /// A sequence goes on in whichever scope knows how.
    @Test func scopesShareABeginning() {
        #expect(press("m m m C", in: [.pane(.log), .global]).outcomes == ["…", "mark.line", "…", "mark"])
    }

    @Test func whatMayFollowIsTold() {
        var dispatcher = Self.dispatcher
        let scopes: [ActionScope] = [.pane(.log), .global]
        #expect(dispatcher.continuations(scopes: scopes).isEmpty)
        _ = dispatcher.press(.character("m"), scopes: scopes)
        #expect(dispatcher.continuations(scopes: scopes).map(\.keys) == ["m", "A-Z"])
        #expect(dispatcher.continuations(scopes: [.global]).map(\.action.id) == ["mark"])
        _ = dispatcher.press(.character("m"), scopes: scopes)
        _ = dispatcher.press(.control("w"), scopes: scopes)
        #expect(dispatcher.continuations(scopes: scopes).map(\.keys) == ["h l"])
    }

    @Test func controlIsNotTheLetter() {
        #expect(press("^A A").outcomes == ["-", "-"])
    }
}
