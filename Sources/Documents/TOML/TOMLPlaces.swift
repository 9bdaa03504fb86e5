/// Where the keys of a TOML text stand. The parser tells places of syntax errors only, so this walks the lines for
/// `[table]` headers and `key = value`; keys of inline tables take the place of the key that holds them.
struct TOMLPlaces {
    private struct Place {
        let key: SourcePosition
        let value: SourcePosition
    }

    private let name: String
    private var places: [[String]: Place] = [:]

    init(of text: String, name: String) {
        self.name = name
        var table: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
            let body = line.dropFirst(indentation)
            let column = indentation + 1
            if body.hasPrefix("[") {
                let inner = body.drop { $0 == "[" }.prefix { $0 != "]" }
                table = Self.path(inner)
                let place = SourcePosition(name, line: index + 1, column: column)
                places[table] = places[table] ?? Place(key: place, value: place)
            } else if let equals = body.firstIndex(of: "="), !body.hasPrefix("#") {
                let key = SourcePosition(name, line: index + 1, column: column)
                let after = body[body.index(after: equals)...]
                let offset = body.distance(from: body.startIndex, to: equals) + 1 + after.prefix { $0 == " " }.count
                let value = SourcePosition(name, line: index + 1, column: column + offset)
                let path = table + Self.path(body[..<equals])
                places[path] = places[path] ?? Place(key: key, value: value)
            }
        }
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

    private static func path(_ text: Substring) -> [String] {
        text.split(separator: ".").map { part in
            String(part.drop { " \t\"'".contains($0) }.reversed().drop { " \t\"'".contains($0) }.reversed())
        }
    }
}
