import TOMLKit

/// Turns TOML text into nodes that know their place.
struct TOMLReader {
    private let places: TOMLPlaces
    private let name: String

    /// Nil when the text is not TOML; the diagnostics say where.
    static func read(_ source: SourceText, diagnostics: Diagnostics) -> DocumentNode? {
        do {
            let table = try TOMLTable(string: source.text)
            let reader = TOMLReader(places: TOMLPlaces(of: source.text, name: source.name), name: source.name)
            return reader.node(table, path: [])
        } catch let error as TOMLParseError {
            let place = error.source.begin
            diagnostics.error(
                "this is not TOML: \(error.description)",
                at: SourcePosition(source.name, line: max(1, place.line), column: max(1, place.column)))
        } catch {
            diagnostics.error("this is not TOML: \(error)", at: SourcePosition(source.name, line: 1, column: 1))
        }
        return nil
    }

    private func node(_ table: TOMLTable, path: [String]) -> DocumentNode {
        let entries = table.map { key, value in
            let inner = path + [key]
            return DocumentEntry(key: key, position: places.key(inner), value: node(value, path: inner))
        }
        return DocumentNode(content: .mapping(entries), position: places.key(path))
    }

    private func node(_ value: any TOMLValueConvertible, path: [String]) -> DocumentNode {
        if let table = value.table { return node(table, path: path) }
        let place = places.value(path)
        if let array = value.array {
            let nodes = array.enumerated().map { node($0.element, path: path + [String($0.offset)]) }
            return DocumentNode(content: .sequence(nodes), position: place)
        }
        let scalar: YAMLScalar
        if let text = value.string {
            scalar = YAMLScalar(text: text, isPlain: false)
        } else if let number = value.int {
            scalar = YAMLScalar(text: String(number), isPlain: true)
        } else if let flag = value.bool {
            scalar = YAMLScalar(text: String(flag), isPlain: true)
        } else if let number = value.double {
            scalar = YAMLScalar(text: String(number), isPlain: true)
        } else {
            scalar = YAMLScalar(text: value.debugDescription, isPlain: false)
        }
        return DocumentNode(content: .scalar(scalar), position: place)
    }
}
