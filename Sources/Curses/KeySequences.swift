internal import Terminal

/// What the keys of a terminal send, beside the forms that `InputDecoder` reads by rule.
struct KeySequences {
    private var keys: [[UInt8]: KeyPress] = [:]
    private var beginnings: Set<[UInt8]> = []

    /// `string` looks terminfo up.
    init(string: (String) -> String? = { _ in nil }) {
        for (name, key) in Self.names {
            guard let text = string(name), text.utf8.count > 1 else { continue }
            insert(text, key)
        }
        // The console's first five, which look like the beginning of something else.
        for (index, letter) in "ABCDE".enumerated() { insert("\u{1B}[[\(letter)", KeyPress(.function(index + 1))) }
    }

    private mutating func insert(_ text: String, _ key: KeyPress) {
        let bytes = Array(text.utf8)
        guard bytes[0] == 0x1B else { return }
        keys[bytes] = key
        for length in 1..<bytes.count { beginnings.insert(Array(bytes.prefix(length))) }
    }

    enum Match: Equatable {
        case key(KeyPress, length: Int)
        case unfinished
        case none
    }

    /// The longest key that the bytes begin with.
    func match(_ bytes: ArraySlice<UInt8>) -> Match {
        var found: Match = .none
        var length = 1
        while length <= bytes.count {
            let prefix = Array(bytes.prefix(length))
            if let key = keys[prefix] { found = .key(key, length: length) }
            if !beginnings.contains(prefix) { return found }
            length += 1
        }
        return .unfinished
    }

    private static let names: [(String, KeyPress)] =
        [
            ("kcuu1", KeyPress(.up)), ("kcud1", KeyPress(.down)), ("kcub1", KeyPress(.left)), ("kcuf1", KeyPress(.right)),
            ("khome", KeyPress(.home)), ("kend", KeyPress(.end)), ("kpp", KeyPress(.pageUp)), ("knp", KeyPress(.pageDown)),
            ("kich1", KeyPress(.insert)), ("kdch1", KeyPress(.delete)), ("kcbt", KeyPress(.tab, .shift)),
            ("kent", KeyPress(.enter)), ("kLFT", KeyPress(.left, .shift)), ("kRIT", KeyPress(.right, .shift)),
            ("kri", KeyPress(.up, .shift)), ("kind", KeyPress(.down, .shift)), ("kDC", KeyPress(.delete, .shift)),
            ("kHOM", KeyPress(.home, .shift)), ("kEND", KeyPress(.end, .shift)), ("kPRV", KeyPress(.pageUp, .shift)),
            ("kNXT", KeyPress(.pageDown, .shift)),
        ] + (1...12).map { ("kf\($0)", KeyPress(.function($0))) }
}
