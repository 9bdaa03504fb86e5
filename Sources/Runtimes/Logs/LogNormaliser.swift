/// Turns the raw bytes of a log into lines as a terminal would show them, and into nothing a terminal could obey.
///
/// - A carriage return starts its line anew, so a progress bar is left in its last state; a backspace takes a character.
/// - Colours (SGR) are kept or stripped; every other escape sequence is removed, the text of a string one (OSC, DCS) too.
/// - Bytes that are not UTF-8 become U+FFFD; other control characters, and those that turn the direction of text, are
///   shown as `\u{7}`, as `String.neutralised` does.
/// - A line longer than the limit is cut, and says how much of it is missing.
///
/// Incremental: feed it chunks cut anywhere. A line is given out when it is ended; `unfinished` is the one that is not.
package struct LogNormaliser: Sendable {
    package let keepsColours: Bool
    /// Bytes of a line, without colours.
    package let maximumLineLength: Int

    /// The unfinished line so far.
    private var line: [UInt8] = []
    /// Bytes of `line` that are colours, and bytes that did not fit.
    private var colourBytes = 0
    private var missing = 0
    private var state = State.text
    /// A carriage return was read: the next visible character starts the line anew.
    private var restarts = false
    /// Backspaces read since the last visible character.
    private var backspaces = 0
    /// The parameters of the escape sequence being read.
    private var parameters: [UInt8] = []
    /// The first bytes of a character whose rest is in the next chunk.
    private var character: [UInt8] = []
    /// The colours in force, to be set again in the next line: each line ends with a reset.
    private var colours: [UInt8] = []
    /// The line's last colour is not reset yet.
    private var isColoured = false

    private enum State {
        case text
        /// After ESC.
        case escape
        /// After ESC and an intermediate byte: one more and it is over.
        case escapeIntermediate
        /// After ESC [.
        case control
        /// In OSC, DCS, SOS, PM or APC, until ESC \, BEL, or the end of the line.
        case string
        /// In one of those, after ESC.
        case stringEscape
    }

    package init(keepsColours: Bool = false, maximumLineLength: Int = 16_384) {
        self.keepsColours = keepsColours
        self.maximumLineLength = max(16, maximumLineLength)
    }

    /// - Returns: the lines these bytes complete, each ended by a line feed.
    package mutating func feed(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + line.count)
        let input = character.isEmpty ? bytes : character + bytes
        character.removeAll(keepingCapacity: true)
        input.withUnsafeBufferPointer { read($0, into: &output) }
        return output
    }

    /// The lines these bytes complete, without their line feeds.
    package mutating func lines(_ bytes: [UInt8]) -> [String] {
        Self.split(feed(bytes))
    }

    /// Ends the last line. The normaliser is then as new.
    ///
    /// - Returns: the last line ended by a line feed; empty when there is none.
    package mutating func finish() -> [UInt8] {
        if !character.isEmpty { put(Self.replacement[...]) }
        var output: [UInt8] = []
        if !line.isEmpty || missing > 0 { endLine(into: &output) }
        self = LogNormaliser(keepsColours: keepsColours, maximumLineLength: maximumLineLength)
        return output
    }

    /// The line that is not ended yet, a progress bar perhaps, as a terminal would show it now.
    package var unfinished: String {
        var copy = self
        var bytes = copy.finish()
        if !bytes.isEmpty { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func split(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(String(decoding: bytes[start..<end], as: UTF8.self))
            start = end + 1
        }
        return lines
    }
}

// MARK: - Reading

extension LogNormaliser {
    private mutating func read(_ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
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

// MARK: - The line

extension LogNormaliser {
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private mutating func put(_ text: some RandomAccessCollection<UInt8>) {
        if restarts { clearLine() }
        if backspaces > 0 { eraseCharacters() }
        if line.isEmpty, !colours.isEmpty {
            line = colours
            colourBytes = colours.count
            isColoured = true
        }
        let room = maximumLineLength - (line.count - colourBytes)
        if missing == 0, text.count <= room {
            line.append(contentsOf: text)
        } else if missing == 0, room > 0, text.first.map({ $0 < 0x80 }) == true, text.last.map({ $0 < 0x80 }) == true {
            line.append(contentsOf: text.prefix(room))
            missing = text.count - room
        } else {
            missing += text.count
        }
    }

    private mutating func putEscaped(_ scalar: UInt32) {
        put(Array("\\u{\(String(scalar, radix: 16, uppercase: true))}".utf8))
    }

    private mutating func putColour(_ sequence: Colours.Sequence) {
        guard !sequence.bytes.isEmpty else { return }
        if sequence.resets { colours.removeAll(keepingCapacity: true) }
        if !sequence.onlyResets { colours += sequence.bytes }
        // Nobody needs so many at once; a log that does never resets them.
        if colours.count > 256 { colours = sequence.bytes }
        if restarts || missing > 0 || line.isEmpty { return }
        guard colourBytes < maximumLineLength else { return }
        line += sequence.bytes
        colourBytes += sequence.bytes.count
        isColoured = !sequence.onlyResets
    }

    private mutating func clearLine() {
        line.removeAll(keepingCapacity: true)
        colourBytes = 0
        isColoured = false
        missing = 0
        restarts = false
        backspaces = 0
    }

    private mutating func eraseCharacters() {
        while backspaces > 0 {
            backspaces -= 1
            if missing > 0 {
                missing -= 1
                continue
            }
            // Not into a colour: what is before it stays.
            if colourBytes > 0, endsInColour { continue }
            while let byte = line.popLast(), byte & 0xC0 == 0x80 {}
        }
        backspaces = 0
    }

    private var endsInColour: Bool {
        guard line.last == UInt8(ascii: "m"),
            let bracket = line.dropLast().lastIndex(where: { !(0x30...0x3B).contains($0) }), bracket > 0
        else { return false }
        return line[bracket] == UInt8(ascii: "[") && line[bracket - 1] == 0x1B
    }

    private mutating func endLine(into output: inout [UInt8]) {
        output.append(contentsOf: line)
        if missing > 0 { output.append(contentsOf: " … [\(missing) bytes more]".utf8) }
        if isColoured { output.append(contentsOf: Colours.reset) }
        output.append(0x0A)
        clearLine()
    }
}
