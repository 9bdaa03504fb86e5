/// Reads escape sequences as a terminal would, to be able to leave them out whole.
struct EscapeReader {
    private var scalars: String.UnicodeScalarView.Iterator
    private var pushed: Unicode.Scalar?

    init(_ text: String) {
        scalars = text.unicodeScalars.makeIterator()
    }

    mutating func next() -> EscapeSequence? {
        guard let scalar = take() else { return nil }
        switch scalar.value {
        case 0x1B: return escape()
        case 0x9B: return control()
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: return string()
        default: return .scalar(scalar)
        }
    }

    private mutating func take() -> Unicode.Scalar? {
        if let scalar = pushed {
            pushed = nil
            return scalar
        }
        return scalars.next()
    }

    private mutating func escape() -> EscapeSequence {
        guard let scalar = take() else { return .removed }
        switch scalar {
        case "[": return control()
        case "]", "P", "X", "^", "_": return string()
        default:
            // Intermediates, then one final: `ESC ( B`.
            var last = scalar
            while (0x20...0x2F).contains(last.value) {
                guard let following = take() else { return .removed }
                last = following
            }
            if !(0x30...0x7E).contains(last.value) { pushed = last }
            return .removed
        }
    }

    /// After `ESC[`: numbers up to a final letter. Whatever cannot stand in there ends it and is read again.
    private mutating func control() -> EscapeSequence {
        var groups: [[Int]] = [[]]
        var number: Int?
        var isPlain = true
        func bounded(_ value: Int) -> Int { min(value, 65_535) }
        while let scalar = take() {
            switch scalar.value {
            case 0x30...0x39:
                number = bounded((number ?? 0) * 10 + Int(scalar.value - 0x30))
            case 0x3A:
                groups[groups.count - 1].append(number ?? 0)
                number = nil
            case 0x3B:
                groups[groups.count - 1].append(number ?? 0)
                number = nil
                // More than any program writes: the rest is read and forgotten.
                if groups.count < 64 { groups.append([]) } else { isPlain = false }
            case 0x20...0x2F, 0x3C...0x3F: isPlain = false
            case 0x40...0x7E:
                guard scalar == "m", isPlain else { return .removed }
                if groups.count == 1, groups[0].isEmpty, number == nil { return .sgr([]) }
                groups[groups.count - 1].append(number ?? 0)
                return .sgr(groups)
            default:
                pushed = scalar
                return .removed
            }
        }
        return .removed
    }

    /// A title, a link, a picture: everything up to its terminator. Without one it takes the rest of the line, as it would
    /// in a terminal.
    private mutating func string() -> EscapeSequence {
        while let scalar = take() {
            switch scalar.value {
            case 0x07, 0x9C: return .removed
            case 0x1B:
                guard let following = take() else { return .removed }
                if following == "\\" { return .removed }
                pushed = following
            default: continue
            }
        }
        return .removed
    }
}
