internal import Terminal

/// Bytes of a terminal as keys, pastes, clicks and answers. It knows no time: its owner says when the rest of an unfinished
/// sequence has had time enough to come.
struct InputDecoder {
    enum Token: Equatable {
        case event(InputEvent)
        /// The terminal said whether it knows a private mode.
        case mode(Int, isKnown: Bool)
        /// It said what it is: the answer to the last question.
        case identity
    }

    private let sequences: KeySequences
    private let eraseIsControlH: Bool
    private var bytes: ArraySlice<UInt8> = []
    private var paste: [UInt8]?
    /// More of a paste than this is dropped.
    private static let longestPaste = 1 << 20

    init(sequences: KeySequences = KeySequences(), eraseIsControlH: Bool = false) {
        self.sequences = sequences
        self.eraseIsControlH = eraseIsControlH
    }

    /// Whether more bytes would end what has begun; if they do not come, `next(final: true)` makes do with what is there.
    var isUnfinished: Bool { !bytes.isEmpty || paste != nil }
    var isPasting: Bool { paste != nil }

    mutating func feed(_ more: some Sequence<UInt8>) {
        if bytes.isEmpty { bytes = [] }
        bytes.append(contentsOf: more)
    }

    /// What came in next, nil when there is nothing, or nothing whole.
    mutating func next(final: Bool = false) -> Token? {
        while !bytes.isEmpty || (final && paste != nil) {
            switch step(final: final) {
            case .token(let token): return token
            case .swallowed: continue
            case .unfinished: return nil
            }
        }
        return nil
    }

    enum Step: Equatable {
        case token(Token)
        case swallowed
        case unfinished

        static func key(_ key: KeyPress) -> Step { .token(.event(.key(key))) }
    }

    private mutating func step(final: Bool) -> Step {
        if paste != nil { return pasting(final: final) }
        let (step, used) = Self.parse(bytes, sequences, eraseIsControlH: eraseIsControlH, final: final)
        if step != .unfinished { bytes = bytes.dropFirst(used) }
        if case .token(.event(.paste)) = step {
            paste = []
            return .swallowed
        }
        return step
    }

    // MARK: Pastes

    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    private mutating func pasting(final: Bool) -> Step {
        var text = paste ?? []
        let all = Array(bytes)
        let end = Self.firstIndex(of: Self.pasteEnd, in: all)
        // The mark may be half here.
        let kept = end == nil && !final ? min(all.count, Self.pasteEnd.count - 1) : 0
        let taken = end ?? all.count - kept
        text += all.prefix(min(taken, Self.longestPaste - text.count))
        bytes = all[(end.map { $0 + Self.pasteEnd.count } ?? taken)...]
        guard end != nil || final else {
            paste = text
            return .unfinished
        }
        paste = nil
        return .token(.event(.paste(Self.clean(text))))
    }

    private static func firstIndex(of mark: [UInt8], in all: [UInt8]) -> Int? {
        guard all.count >= mark.count else { return nil }
        return (0...all.count - mark.count).first { all[$0] == mark[0] && all[$0..<$0 + mark.count].elementsEqual(mark) }
    }

    /// Text and line ends: no escapes, and nothing that turns the order of what is shown.
    private static func clean(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        var lastWasReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            defer { lastWasReturn = scalar == "\r" }
            switch scalar.value {
            case 0x0D: text.append("\n")
            case 0x0A: if !lastWasReturn { text.append("\n") }
            case 0x09: text.append(scalar)
            case ..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: continue
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
