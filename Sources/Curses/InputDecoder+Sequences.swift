internal import Terminal

extension InputDecoder {
    /// ESC O and a letter, with a modifier between them at times.
    static func shifted(_ bytes: ArraySlice<UInt8>) -> (Step, Int) {
        var index = bytes.startIndex + 2
        var number = 0
        while index < bytes.endIndex, (0x30...0x39).contains(bytes[index]) {
            number = (number * 10 + Int(bytes[index] - 0x30)) % 1000
            index += 1
        }
        guard index < bytes.endIndex else { return (.unfinished, 0) }
        let used = index - bytes.startIndex + 1
        if bytes[index] < 0x20 { return (.key(KeyPress(.character("O"), .alt)), 2) }
        let final = bytes[index]
        if let key = letters[final] { return (.key(KeyPress(key, modifiers(number))), used) }
        switch final {
        case UInt8(ascii: "M"): return (.key(KeyPress(.enter)), used)
        case UInt8(ascii: "I"): return (.key(KeyPress(.tab)), used)
        // The digits of a keypad in its application mode.
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            return (.key(.character(Character(Unicode.Scalar(final - 0x40)))), used)
        default: return (.swallowed, used)
        }
    }

    /// What a terminal tells in answer to a question, to its end: never keys.
    static func told(_ bytes: ArraySlice<UInt8>) -> (Step, Int) {
        var index = bytes.startIndex + 2
        while index < bytes.endIndex {
            if bytes[index] == 0x07 { return (.swallowed, index - bytes.startIndex + 1) }
            if bytes[index] == 0x1B {
                guard index + 1 < bytes.endIndex else { return (.unfinished, 0) }
                if bytes[index + 1] == 0x5C { return (.swallowed, index - bytes.startIndex + 2) }
                return (.swallowed, index - bytes.startIndex)
            }
            index += 1
        }
        return (.unfinished, 0)
    }

    /// ESC [ parameters, a letter.
    static func control(_ bytes: ArraySlice<UInt8>) -> (Step, Int) {
        var index = bytes.startIndex + 2
        while index < bytes.endIndex, (0x20...0x3F).contains(bytes[index]) { index += 1 }
        guard index < bytes.endIndex else {
            // Nothing that is meant for us is that long.
            return bytes.count > 256 ? (.swallowed, bytes.count) : (.unfinished, 0)
        }
        let used = index - bytes.startIndex + 1
        let final = bytes[index]
        // A control character in the middle: the sequence was cut, and what cut it is to be read by itself.
        guard (0x40...0x7E).contains(final) else { return (.swallowed, used - 1) }
        let body = bytes[bytes.startIndex + 2..<index]
        switch body.first {
        case UInt8(ascii: "<"):
            return (mouse(numbers(body.dropFirst()), isRelease: final == UInt8(ascii: "m")), used)
        case UInt8(ascii: "?"): return (report(body.dropFirst(), final), used)
        case UInt8(ascii: ">"), UInt8(ascii: "="): return (.swallowed, used)
        case nil where final == UInt8(ascii: "M"):
            // The old form of a click: three bytes more.
            return bytes.count < 6 ? (.unfinished, 0) : (oldMouse(bytes.dropFirst(3).prefix(3)), 6)
        default: return (key(numbers(body), final), used)
        }
    }

    private static func key(_ numbers: [Int], _ final: UInt8) -> Step {
        let modifier = numbers.count > 1 ? numbers[1] : 0
        if let key = letters[final] { return .key(KeyPress(key, modifiers(modifier))) }
        switch final {
        case UInt8(ascii: "Z"): return .key(KeyPress(.tab, .shift))
        case UInt8(ascii: "I"): return .token(.event(.focus(true)))
        case UInt8(ascii: "O"): return .token(.event(.focus(false)))
        // rxvt's arrows with Shift.
        case UInt8(ascii: "a")...UInt8(ascii: "d"):
            return letters[final - 0x20].map { .key(KeyPress($0, .shift)) } ?? .swallowed
        case UInt8(ascii: "u"): return named(numbers.first ?? 0, modifiers(modifier))
        case UInt8(ascii: "~"):
            guard let number = numbers.first else { return .swallowed }
            if number == 200 { return .token(.event(.paste(""))) }
            if number == 27, numbers.count > 2 { return named(numbers[2], modifiers(modifier)) }
            return tildes[number].map { .key(KeyPress($0, modifiers(modifier))) } ?? .swallowed
        default: return .swallowed
        }
    }

    /// A key told by its code point, as terminals do that tell all keys apart.
    private static func named(_ code: Int, _ modifiers: KeyPress.Modifiers) -> Step {
        switch code {
        case 13, 57414: return .key(KeyPress(.enter, modifiers))
        case 27: return .key(KeyPress(.escape, modifiers))
        case 9: return .key(KeyPress(.tab, modifiers))
        case 8, 127: return .key(KeyPress(.backspace, modifiers))
        default:
            guard code >= 0x20, let scalar = Unicode.Scalar(UInt32(code)), scalar.properties.generalCategory != .privateUse
            else { return .swallowed }
            var character = Character(scalar)
            var modifiers = modifiers
            if modifiers.contains(.control) {
                character = character.lowercased().first ?? character
            } else if modifiers.contains(.shift) {
                character = character.uppercased().first ?? character
            }
            // As elsewhere: a shifted letter is another letter.
            modifiers.remove(.shift)
            return .key(KeyPress(.character(character), modifiers))
        }
    }

    // MARK: Answers and clicks

    private static func report(_ body: ArraySlice<UInt8>, _ final: UInt8) -> Step {
        let values = numbers(body.filter { $0 >= 0x30 }[...])
        if final == UInt8(ascii: "c") { return .token(.identity) }
        if final == UInt8(ascii: "y"), values.count == 2 {
            return .token(.mode(values[0], isKnown: values[1] == 1 || values[1] == 2))
        }
        return .swallowed
    }

    private static func mouse(_ numbers: [Int], isRelease: Bool) -> Step {
        guard numbers.count == 3 else { return .swallowed }
        return mouse(button: numbers[0], isRelease: isRelease, x: numbers[1] - 1, y: numbers[2] - 1)
    }

    private static func oldMouse(_ bytes: ArraySlice<UInt8>) -> Step {
        let values = bytes.map { Int($0) - 32 }
        return mouse(
            button: values[0] & 3 == 3 && values[0] < 64 ? values[0] & ~3 : values[0],
            isRelease: values[0] & 3 == 3 && values[0] < 64, x: values[1] - 1, y: values[2] - 1)
    }

    /// Only the first button and the wheel mean something here.
    private static func mouse(button: Int, isRelease: Bool, x: Int, y: Int) -> Step {
        guard x >= 0, y >= 0 else { return .swallowed }
        let place = Point(x: x, y: y)
        let kind: MouseEvent.Kind
        switch button & ~0x1C {
        case 0: kind = isRelease ? .release : .press
        case 32: kind = .drag
        case 64: kind = .wheelUp
        case 65: kind = .wheelDown
        default: return .swallowed
        }
        return .token(.event(.mouse(MouseEvent(kind, at: place))))
    }

    // MARK: Tables

    /// Parameters; only the first of what stands between colons, and nothing beyond what a number here can be.
    private static func numbers(_ body: ArraySlice<UInt8>) -> [Int] {
        guard !body.isEmpty else { return [] }
        return body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
            part.prefix { $0 != UInt8(ascii: ":") }.reduce(0) {
                (0x30...0x39).contains($1) ? min($0 * 10 + Int($1) - 0x30, 0x10FFFF) : $0
            }
        }
    }

    private static func modifiers(_ number: Int) -> KeyPress.Modifiers {
        guard number > 1 else { return [] }
        let bits = number - 1
        var modifiers: KeyPress.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & (2 | 8) != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    private static let letters: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "P"): .function(1),
        UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    private static let tildes: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
        12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7),
        19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
    ]
}
