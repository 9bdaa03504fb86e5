import Terminal
import Testing

struct KeyTextTests {
    @Test(arguments: [
        ("a", KeyPress.character("a")), ("A", .character("A")), ("^P", .control("p")), ("ctrl-p", .control("p")),
        ("Ctrl-P", .control("p")), ("alt-x", .alt("x")), ("Alt-←", KeyPress(.left, .alt)), ("Enter", KeyPress(.enter)),
        ("Esc", KeyPress(.escape)), ("Space", .character(" ")), ("S-Tab", KeyPress(.tab, .shift)), ("F12", KeyPress(.function(12))),
        ("Up", KeyPress(.up)), ("↓", KeyPress(.down)), ("PgDn", KeyPress(.pageDown)), ("-", .character("-")),
        ("^", .character("^")), ("^^", .control("^")), ("ctrl--", .control("-")), ("shift-a", .character("A")),
        ("^I", KeyPress(.tab)), ("ctrl-m", KeyPress(.enter)), ("^[", KeyPress(.escape)), ("ctrl-Up", KeyPress(.up, .control)),
        ("alt-^x", KeyPress(.character("x"), [.alt, .control])), ("é", .character("é")), ("f", .character("f")),
    ])
    func parses(_ text: String, _ key: KeyPress) {
        #expect(KeyPress(parsing: text) == key)
        #expect(KeyPress(parsing: key.text) == key)
    }

    @Test(arguments: ["", "Entr", "F0", "F25", "F+1", "ctrl-", "ab", " ", "\u{1B}", "alt-ctrl-"])
    func refuses(_ text: String) {
        #expect(KeyPress(parsing: text) == nil)
    }

    @Test func everyKeyIsReadBack() {
        let keys: [Key] =
            [.enter, .escape, .tab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown]
            + (1...24).map(Key.function) + "azAZ09^-+~\\|/?<>é#".map(Key.character)
        for key in keys {
            for modifiers in [[], .alt, .control, .shift, [.alt, .control]] as [KeyPress.Modifiers] {
                if case .character(let character) = key {
                    if modifiers.contains(.shift) || modifiers.contains(.control) && character.isUppercase { continue }
                }
                let press = KeyPress(key, modifiers)
                #expect(KeyPress(parsing: press.text) == press, "\(press.text)")
            }
        }
    }

    @Test func sequences() throws {
        let copy = try #require(KeySequence(parsing: "y p"))
        #expect(copy.keys == [.character("y"), .character("p")])
        #expect(copy.starts(with: [.character("y")]) && !copy.starts(with: [.character("p")]))
        #expect(KeySequence(parsing: "^W h")?.text == "^W h")
        #expect(KeySequence(parsing: "m A")?.keys.count == 2)
        #expect(KeySequence(parsing: "") == nil)
        #expect(KeySequence(parsing: "y nope") == nil)
    }

    @Test func aSequenceMayEndWithAnyCapitalLetter() throws {
        let mark = try #require(KeySequence(parsing: "m A-Z"))
        #expect(mark.text == "m A-Z" && mark.text(after: 1) == "A-Z")
        #expect(mark.starts(with: [.character("m")]) && !mark.matches([.character("m")]))
        #expect(mark.matches([.character("m"), .character("Z")]))
        #expect(!mark.matches([.character("m"), .character("z")]) && !mark.matches([.character("m"), .character("É")]))
        #expect(!mark.matches([.character("m"), .alt("A")]))
        #expect(KeySequence(parsing: "A-Z") == nil)
    }
}
