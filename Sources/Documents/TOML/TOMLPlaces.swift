/// Where the keys of a TOML text stand. The parser tells places of syntax errors only, so this walks a text that it has
/// found to be right: headers, keys, and what is inside inline tables and arrays, whose elements are named by number.
struct TOMLPlaces {
    private struct Place {
        let key: SourcePosition
        let value: SourcePosition
    }

    private let name: String
    private var places: [[String]: Place] = [:]
    private let text: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var lineStart = 0

    init(of text: String, name: String) {
        self.name = name
        self.text = Array(text.unicodeScalars)
        walk()
    }

    func key(_ path: [String]) -> SourcePosition { nearest(path)?.key ?? start }

    func value(_ path: [String]) -> SourcePosition { nearest(path)?.value ?? start }

    private var start: SourcePosition { SourcePosition(name, line: 1, column: 1) }

    private func nearest(_ path: [String]) -> Place? {
        var path = path
        while !path.isEmpty {
            if let place = places[path] { return place }
            path.removeLast()
        }
        return nil
    }

    // MARK: Walking

    private var scalar: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private var here: SourcePosition { SourcePosition(name, line: line, column: index - lineStart + 1) }

    private mutating func advance() {
        guard index < text.count else { return }
        index += 1
        if text[index - 1] == "\n" {
            line += 1
            lineStart = index
        }
    }

    private mutating func skipBlanks() {
        while let scalar, scalar == " " || scalar == "\t" { advance() }
    }

    /// Blanks, ends of lines and comments.
    private mutating func skipBetween() {
        while let scalar {
            if scalar == "#" {
                while let scalar = self.scalar, scalar != "\n" { advance() }
            } else if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func remember(_ path: [String], key: SourcePosition, value: SourcePosition) {
        places[path] = places[path] ?? Place(key: key, value: value)
    }

    private mutating func walk() {
        var table: [String] = []
        while true {
            skipBetween()
            guard let scalar else { return }
            let place = here
            if scalar == "[" {
                while self.scalar == "[" { advance() }
                table = keyPath(until: "]")
                while self.scalar == "]" { advance() }
                remember(table, key: place, value: place)
            } else {
                entry(in: table)
            }
        }
    }

    /// `key = value`
    private mutating func entry(in table: [String]) {
        let key = here
        let path = table + keyPath(until: "=")
        advance()
        skipBlanks()
        remember(path, key: key, value: here)
        value(at: path)
    }

    private mutating func value(at path: [String]) {
        switch scalar {
        case "{", "[":
            let isTable = scalar == "{"
            advance()
            skipBetween()
            var count = 0
            while let scalar, scalar != "}", scalar != "]" {
                if isTable {
                    entry(in: path)
                } else {
                    remember(path + [String(count)], key: here, value: here)
                    value(at: path + [String(count)])
                }
                count += 1
                skipBetween()
                if self.scalar == "," { advance() }
                skipBetween()
            }
            advance()
        case "\"", "'": _ = quoted()
        default:
            while let scalar, !",]}#\n".unicodeScalars.contains(scalar) { advance() }
        }
    }

    // MARK: Keys and texts

    /// The parts of `a."b.c".d`, up to what ends it.
    private mutating func keyPath(until end: Unicode.Scalar) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        while let scalar, scalar != end, scalar != "\n" {
            switch scalar {
            case "\"", "'": part.append(contentsOf: quoted())
            case ".":
                parts.append(String(part))
                part = String.UnicodeScalarView()
                advance()
            case " ", "\t": advance()
            default:
                part.append(scalar)
                advance()
            }
        }
        return parts + [String(part)]
    }

    /// What stands between quotes, single or triple; escapes are left as they are.
    private mutating func quoted() -> String.UnicodeScalarView {
        let quote = text[index]
        let isLong = text[index...].starts(with: [quote, quote, quote])
        let width = isLong ? 3 : 1
        for _ in 0..<width { advance() }
        var content = String.UnicodeScalarView()
        while let scalar {
            if scalar == quote, text[index...].starts(with: repeatElement(quote, count: width)) {
                for _ in 0..<width { advance() }
                // A long text may end in quotes of its own.
                while isLong, self.scalar == quote { advance() }
                return content
            }
            if scalar == "\\", quote == "\"" {
                content.append(scalar)
                advance()
            }
            if let scalar = self.scalar { content.append(scalar) }
            advance()
        }
        return content
    }
}
