import Terminal

/// How a person wants a table: by which column its rows are ordered, and which columns are left out.
package struct TableArrangement: Codable, Sendable, Hashable {
    /// Nil leaves the order in which the pane has its rows.
    package var column: String?
    package var isInverted = false
    package var hidden: Set<String> = []

    package init(hidden: Set<String> = []) {
        self.hidden = hidden
    }

    /// What a row is ordered by; what has no value comes last either way.
    package enum Key: Sendable, Comparable {
        case number(Double)
        case text(String)
        case nothing
    }

    /// Rows of the same value stay as they were among themselves.
    package func arranged<Row>(_ rows: [Row], by key: (Row, String) -> Key) -> [Row] {
        guard let column else { return isInverted ? rows.reversed() : rows }
        let keyed = rows.enumerated().map { (place: $0.offset, key: key($0.element, column), row: $0.element) }
        return keyed.sorted { left, right in
            if left.key == right.key { return left.place < right.place }
            if left.key == .nothing || right.key == .nothing { return right.key == .nothing }
            return isInverted ? right.key < left.key : left.key < right.key
        }.map(\.row)
    }

    /// The column's heading, with the direction where the rows are ordered by it.
    func heading(of column: Column, _ glyphs: GlyphSet) -> String {
        guard self.column == column.name else { return column.title }
        return column.title + (isInverted ? (glyphs == .ascii ? "v" : "▼") : (glyphs == .ascii ? "^" : "▲"))
    }
}

extension TableArrangement.Key {
    /// Versions are numbers mostly: 10 comes after 9.
    init(version: String) {
        self = Double(version).map { .number($0) } ?? .text(version)
    }

    static func text(optional text: String?) -> TableArrangement.Key { text.map { .text($0.lowercased()) } ?? .nothing }
    static func number(optional number: Double?) -> TableArrangement.Key { number.map { .number($0) } ?? .nothing }
}
