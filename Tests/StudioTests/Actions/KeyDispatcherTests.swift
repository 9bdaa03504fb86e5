@testable import Studio
import Terminal
import Testing

struct KeyDispatcherTests {
    private static func action(_ id: String, in scope: ActionScope, _ keys: String...) -> Action {
        Action(id, id, in: scope, keys: keys) { _ in [] }
    }

    private var dispatcher = KeyDispatcher(actions: [
        action("everywhere", in: .global, "a"), action("here", in: .pane(.jobs), "a", "Space"),
        action("copy.path", in: .global, "y p"), action("copy.name", in: .global, "y n"),
        action("window", in: .global, "^W h l"), action("broken", in: .global, "no key at all"),
    ])
    private let scopes: [ActionScope] = [.pane(.jobs), .global]

    /// The ids and signs of what each key came to.
    private mutating func press(_ keys: String, in scopes: [ActionScope]? = nil) -> [String] {
        keys.split(separator: " ").map { text in
            guard let key = KeyPress(parsing: text) else { return "no key" }
            return switch dispatcher.press(key, scopes: scopes ?? self.scopes) {
            case .action(let action): action.id
            case .pending: "…"
            case .unknown: "-"
            }
        }
    }

    @Test mutating func theNearestScopeWins() {
        #expect(press("a") == ["here"])
        #expect(press("a", in: [.pane(.log), .global]) == ["everywhere"])
        #expect(press("Space", in: [.pane(.log), .global]) == ["-"])
    }

    @Test mutating func severalKeysMakeOne() {
        #expect(press("y p y n") == ["…", "copy.path", "…", "copy.name"])
        #expect(press("^W h l") == ["…", "…", "window"])
    }

    @Test mutating func whatWasPressedIsKeptUntilItIsWhole() {
        #expect(dispatcher.pressed.isEmpty)
        #expect(press("^W h") == ["…", "…"])
        #expect(dispatcher.pressed.map(\.text) == ["^W", "h"])
        #expect(press("l") == ["window"])
        #expect(dispatcher.pressed.isEmpty)
    }

    @Test mutating func aWrongKeyForgetsTheBeginning() {
        #expect(press("y x") == ["…", "-"])
        #expect(dispatcher.pressed.isEmpty)
        #expect(press("p") == ["-"])
        #expect(press("y Esc a") == ["…", "-", "here"])
    }

    @Test mutating func controlIsNotTheLetter() {
        #expect(press("^A") == ["-"])
        #expect(press("A") == ["-"])
    }
}
