/// Reading: bytes, characters and escape sequences.
extension LogNormaliser {
    mutating func read(_ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var at = 0
        while at < input.count {
            guard state == .text else {
                at += step(input[at], into: &output) ? 1 : 0
                continue
            }
            let end = Self.endOfPlainText(input, from: at)
            if end > at {
                // The common case, a whole line of plain text, is copied once and in one piece.
                if end < input.count, input[end] == UInt8(ascii: "\n"), line.isEmpty, colours.isEmpty, !restarts,
                    end - at <= maximumLineLength
                {
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: input[at...end]))
                    at = end + 1
                    continue
                }
                put(input[at..<end])
                at = end
                continue
            }
            at += special(input, at, into: &output)
        }
    }

    /// The first byte from `from` on that is neither printable ASCII nor a tab.
    @inline(__always)
    private static func endOfPlainText(_ input: UnsafeBufferPointer<UInt8>, from: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var at = from
        let raw = UnsafeRawBufferPointer(input)
        while at < input.count {
            while at + 8 <= input.count {
                let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                // Any byte ≥ 0x80, < 0x20 or = 0x7F sets the top bit of its own byte (and perhaps of one after it).
                let low = (word &- ones &* 0x20) & ~word
                let delete = word ^ (ones &* 0x7F)
                if (low | word | ((delete &- ones) & ~delete)) & tops != 0 { break }
                at += 8
            }
            let stop = min(at + 8, input.count)
            while at < stop {
                let byte = input[at]
                if byte < 0x20 && byte != 0x09 || byte >= 0x7F { return at }
                at += 1
            }
        }
        return at
    }

    /// Handles the special byte at `at`, and its character's further ones. Returns how many bytes were used.
    private mutating func special(
        _ input: UnsafeBufferPointer<UInt8>, _ at: Int, into output: inout [UInt8]
    ) -> Int {
        let byte = input[at]
        switch byte {
        case 0x0A: endLine(into: &output)
        case 0x0D: restarts = true
        case 0x08: backspaces += 1
        case 0x1B: state = .escape
        case 0..<0x20, 0x7F: putEscaped(UInt32(byte))
        default: return character(input, at)
        }
        return 1
    }

    /// A character beyond ASCII.
    private mutating func character(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let first = input[at]
        // The well-formed sequences of Unicode, table 3-7.
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (1, 0...0)
            }
        var used = 1
        while used < length {
            guard at + used < input.count else {
                character = Array(input[at...])
                return used
            }
            guard (used == 1 ? second : 0x80...0xBF).contains(input[at + used]) else { break }
            used += 1
        }
        guard length > 1, used == length else {
            put(Self.replacement[...])
            return used
        }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for index in 1..<length { value = value << 6 | UInt32(input[at + index] & 0x3F) }
        switch value {
        case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: putEscaped(value)
        default: put(input[at..<(at + length)])
        }
        return length
    }

    /// One byte inside an escape sequence. Returns false when the byte is not part of it, and is to be read as text.
    private mutating func step(_ byte: UInt8, into output: inout [UInt8]) -> Bool {
        if byte == 0x0A {
            // However a sequence is broken off, the line's end is the line's end.
            state = .text
            return false
        }
        switch state {
        case .text: return false
        case .escape:
            switch byte {
            case UInt8(ascii: "["):
                state = .control
                parameters.removeAll(keepingCapacity: true)
            case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
                state = .string
            case 0x20...0x2F: state = .escapeIntermediate
            case 0x1B: break
            case 0x30...0x7E: state = .text
            default:
                state = .text
                return false
            }
        case .escapeIntermediate:
            if !(0x20...0x2F).contains(byte) { state = .text }
            return (0x20...0x7E).contains(byte)
        case .control:
            switch byte {
            case 0x20...0x3F: if parameters.count < 64 { parameters.append(byte) }
            case 0x40...0x7E:
                state = .text
                endControl(byte)
            case 0x1B: state = .escape
            default:
                state = .text
                return false
            }
        case .string:
            if byte == 0x07 { state = .text } else if byte == 0x1B { state = .stringEscape }
        case .stringEscape:
            switch byte {
            case UInt8(ascii: "\\"): state = .text
            case 0x1B: break
            default: state = .string
            }
        }
        return true
    }

    private mutating func endControl(_ final: UInt8) {
        switch final {
        case UInt8(ascii: "m"):
            if keepsColours, parameters.count < 64 { putColour(Colours.visible(parameters)) }
        case UInt8(ascii: "K"):
            // Erase to the end of the line: at its start, or the whole of it, that is everything.
            if restarts && (parameters.isEmpty || parameters == [0x30]) || parameters == [0x32] { clearLine() }
        case UInt8(ascii: "G"):
            if parameters.isEmpty || parameters == [0x31] { restarts = true }
        default: break
        }
    }
}
