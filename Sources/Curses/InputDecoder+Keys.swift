internal import Terminal

extension InputDecoder {
    /// What the bytes, which are not empty, begin with, and how many they are. A paste's beginning is told as an empty paste.
    static func parse(
        _ bytes: ArraySlice<UInt8>, _ sequences: KeySequences, eraseIsControlH: Bool, final: Bool
    ) -> (Step, used: Int) {
        let first = bytes[bytes.startIndex]
        guard first == 0x1B else { return character(bytes, eraseIsControlH: eraseIsControlH, final: final) }
        let match = sequences.match(bytes)
        if case .key(let key, let length) = match { return (.key(key), length) }
        let rest = bytes.dropFirst()
        guard let second = rest.first else { return final ? (.key(KeyPress(.escape)), 1) : (.unfinished, 0) }
        let (step, used): (Step, Int)
        switch second {
        case UInt8(ascii: "["): (step, used) = control(bytes)
        case UInt8(ascii: "O"): (step, used) = shifted(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"): (step, used) = told(bytes)
        case 0x1B: return doubled(bytes, sequences, final: final)
        default: return alt(rest, eraseIsControlH: eraseIsControlH, final: final)
        }
        // What means nothing by rule may yet be the beginning of a key of this terminal's own.
        if step == .swallowed, match == .unfinished, !final { return (.unfinished, 0) }
        guard step == .unfinished, final else { return (step, used) }
        // Time is up: two bytes were a key with Alt, more were a sequence of which the rest is lost.
        return bytes.count == 2 ? alt(rest, eraseIsControlH: eraseIsControlH, final: true) : (.swallowed, bytes.count)
    }

    /// ESC ESC: Escape twice in haste, unless what follows is a key that some terminals mark with a further ESC for Alt.
    private static func doubled(_ bytes: ArraySlice<UInt8>, _ sequences: KeySequences, final: Bool) -> (Step, Int) {
        let rest = bytes.dropFirst()
        guard rest.count > 1 else { return final ? (.key(KeyPress(.escape)), 1) : (.unfinished, 0) }
        let third = rest[rest.startIndex + 1]
        guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else { return (.key(KeyPress(.escape)), 1) }
        let (step, used) = parse(rest, sequences, eraseIsControlH: false, final: false)
        switch step {
        case .token(.event(.key(let key))): return (.key(KeyPress(key.key, key.modifiers.union(.alt))), used + 1)
        case .unfinished: return final ? (.key(KeyPress(.escape)), 1) : (.unfinished, 0)
        default: return (.key(KeyPress(.escape)), 1)
        }
    }

    private static func alt(_ rest: ArraySlice<UInt8>, eraseIsControlH: Bool, final: Bool) -> (Step, Int) {
        let (step, used) = character(rest, eraseIsControlH: eraseIsControlH, final: final)
        guard case .token(.event(.key(let key))) = step else { return (step, used == 0 ? 0 : used + 1) }
        return (.key(KeyPress(key.key, key.modifiers.union(.alt))), used + 1)
    }

    // MARK: Characters

    private static func character(_ bytes: ArraySlice<UInt8>, eraseIsControlH: Bool, final: Bool) -> (Step, Int) {
        let first = bytes[bytes.startIndex]
        switch first {
        case 0x0D: return (.key(KeyPress(.enter)), 1)
        case 0x09: return (.key(KeyPress(.tab)), 1)
        case 0x7F: return (.key(KeyPress(.backspace)), 1)
        case 0x08 where eraseIsControlH: return (.key(KeyPress(.backspace)), 1)
        case 0x00: return (.key(.control(" ")), 1)
        case 0x1B: return (.key(KeyPress(.escape)), 1)
        case 0x01...0x1A: return (.key(.control(Character(Unicode.Scalar(first + 0x60)))), 1)
        case 0x1C...0x1F: return (.key(.control(Character(Unicode.Scalar(first + 0x40)))), 1)
        case ..<0x7F:
            // A mark typed after its letter comes by itself; only what arrives as one is one.
            if bytes.count > 1, bytes[bytes.startIndex + 1] < 0x80 {
                return (.key(.character(Character(Unicode.Scalar(first)))), 1)
            }
        default: break
        }
        return cluster(bytes, final: final)
    }

    /// The first character of what is here, whose bytes go together.
    private static func cluster(_ bytes: ArraySlice<UInt8>, final: Bool) -> (Step, Int) {
        let longest = bytes.prefix(64)
        var complete = 0
        while complete < longest.count {
            let length = lengthOfScalar(longest[longest.startIndex + complete])
            guard complete + length <= longest.count else { break }
            complete += length
        }
        guard complete > 0 else {
            // The rest of a letter that does not come.
            return final || bytes.count >= 4 ? (.key(.character("\u{FFFD}")), bytes.count) : (.unfinished, 0)
        }
        let text = String(decoding: longest.prefix(complete), as: UTF8.self)
        guard let character = text.first else { return (.swallowed, 1) }
        if character == "\u{FFFD}" { return (.key(.character(character)), 1) }
        // What is not one of ours, such as U+0080, is no key.
        guard let scalar = character.unicodeScalars.first, !(0x80..<0xA0).contains(scalar.value) else {
            return (.swallowed, character.utf8.count)
        }
        // A control character joins nothing, but a line end does: \r\n is one character to Swift, two keys to us.
        return (.key(.character(character)), character.utf8.count)
    }

    private static func lengthOfScalar(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
