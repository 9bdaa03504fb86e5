@testable import Studio
import Terminal
import Testing

struct LineEditorTests {
    /// Keys as `a b Left ^W`; what they make of the text.
    private func edit(_ text: String, _ keys: String) -> (text: String, outcome: LineEditor.Outcome?) {
        var editor = LineEditor(text)
        var outcome: LineEditor.Outcome?
        for word in keys.split(separator: " ") {
            guard let key = KeyPress(parsing: word) else { continue }
            outcome = editor.receive(.key(key))
        }
        return (editor.text, outcome)
    }

    @Test(arguments: [
        ("", "a b Space c", "ab c"), ("abc", "Left X", "abXc"), ("abc", "^A X", "Xabc"), ("abc", "^A ^E X", "abcX"),
        ("abc", "Home Right X", "aXbc"), ("abc", "Backspace", "ab"), ("abc", "^H ^H", "a"), ("abc", "Left Del", "ab"),
        ("abc", "^A ^D", "bc"), ("abc", "Left ^K", "ab"), ("abc", "Left ^U", "c"), ("one two", "^W", "one "),
        ("one two  ", "^W", "one "), ("one two", "^W ^A ^Y", "twoone "), ("one two", "Alt-b X", "one Xtwo"),
        ("ab", "Left Left Left X", "Xab"), ("ab", "Right X", "abX"), ("ab", "^A Backspace", "ab"), ("ab", "^D", "ab"),
        ("naïve日", "Backspace Left X", "naïvXe"),
    ])
    func keysEdit(text: String, keys: String, result: String) {
        #expect(edit(text, keys).text == result)
    }

    @Test func enterAndEscapeEndIt() {
        #expect(edit("a", "Enter").outcome == .entered)
        #expect(edit("a", "Esc").outcome == .cancelled)
        #expect(edit("a", "^C").outcome == .cancelled)
        #expect(edit("a", "^G").outcome == .cancelled)
    }

    @Test func nothingLeftToTakeAwayIsAWayOut() {
        #expect(edit("a", "Backspace").outcome == .edited)
        #expect(edit("a", "Backspace Backspace").outcome == .cancelled)
    }

    @Test func otherKeysAreNotText() {
        #expect(edit("a", "F5").outcome == .other)
        #expect(edit("a", "Alt-z").text == "a")
        #expect(edit("a", "^X").text == "a")
    }

    @Test func aPasteIsOneLineOfText() {
        var editor = LineEditor("ab")
        _ = editor.receive(.key(KeyPress(.left)))
        #expect(editor.receive(.paste("x\ny\u{1B}[31m\u{9B}\tz")) == .edited)
        #expect(editor.text == "axy[31mzb")
        _ = editor.receive(.key(.character("!")))
        #expect(editor.text == "axy[31mz!b")
    }

    @Test(arguments: [(0, 20), (5, 9), (30, 9), (30, 1), (30, 0)])
    func theCursorIsInSight(length: Int, width: Int) throws {
        let editor = LineEditor(String(repeating: "w", count: length))
        var surface = Surface(Size(width: 40, height: 1))
        editor.draw(on: &surface, in: Rect(x: 3, y: 0, width: width, height: 1), style: .plain)
        let cursor = try #require(surface.cursor)
        #expect(cursor.x >= 3)
        #expect(cursor.x <= 3 + max(0, width - 1))
    }
}
