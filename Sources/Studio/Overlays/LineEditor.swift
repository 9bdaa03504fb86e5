import Terminal

/// A line being typed, with readline's keys.
struct LineEditor: Sendable {
    enum Outcome {
        case edited, entered, cancelled, other
    }

    private var characters: [Character]
    private var place: Int
    private var killed: [Character] = []

    init(_ text: String = "") {
        characters = Array(text)
        place = characters.count
    }

    var text: String { String(characters) }

    mutating func receive(_ event: InputEvent) -> Outcome {
        switch event {
        case .paste(let text):
            insert(text.filter { !$0.isNewline && !$0.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) } })
            return .edited
        case .key(let key): return receive(key)
        default: return .other
        }
    }

    private mutating func receive(_ key: KeyPress) -> Outcome {
        switch key {
        case KeyPress(.enter): return .entered
        case KeyPress(.escape), .control("c"), .control("g"): return .cancelled
        case KeyPress(.left), .control("b"): place = max(0, place - 1)
        case KeyPress(.right), .control("f"): place = min(characters.count, place + 1)
        case KeyPress(.home), .control("a"): place = 0
        case KeyPress(.end), .control("e"): place = characters.count
        case KeyPress(.backspace), .control("h"):
            // Nothing left to take away is a way out, as in vim's command line.
            if characters.isEmpty { return .cancelled }
            if place > 0 {
                place -= 1
                characters.remove(at: place)
            }
        case KeyPress(.delete), .control("d"):
            if place < characters.count { characters.remove(at: place) }
        case .control("k"): kill(place..<characters.count)
        case .control("u"): kill(0..<place)
        case .control("w"): kill(startOfWord..<place)
        case .control("y"): insert(String(killed))
        case .alt("b"): place = startOfWord
        default:
            guard case .character(let character) = key.key, key.modifiers.isEmpty else { return .other }
            insert(String(character))
        }
        return .edited
    }

    private var startOfWord: Int {
        var start = place
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        return start
    }

    private mutating func insert(_ text: String) {
        characters.insert(contentsOf: text, at: place)
        place += text.count
    }

    private mutating func kill(_ range: Range<Int>) {
        killed = Array(characters[range])
        characters.removeSubrange(range)
        place = range.lowerBound
    }

    /// Draws the line so that the cursor is in sight, and puts the cursor there.
    func draw(on surface: inout Surface, in rect: Rect, style: Style) {
        let before = String(characters[..<place]).cellWidth
        let skipped = max(0, before - max(0, rect.width - 1))
        surface.put(TerminalText(text).dropping(skipped), x: rect.x, y: rect.y, style: style, width: rect.width)
        surface.cursor = Point(x: rect.x + before - skipped, y: rect.y)
    }
}
