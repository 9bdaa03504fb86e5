import Domain
import Terminal

/// A CSV file as columns.
struct DelimitedTable: Sendable {
    let columns: Int
    /// The heading, a rule, and the rows.
    let lines: [String]

    private static let widest = 24
    private static let mostColumns = 100

    init(_ text: String, separator: Character) {
        let rows = DelimitedText.rows(of: text, separator: separator)
        columns = rows.first?.count ?? 0
        let shown = min(rows.map(\.count).max() ?? 0, Self.mostColumns)
        let widths = (0..<shown).map { column in
            min(Self.widest, rows.map { $0.count > column ? $0[column].cellWidth : 0 }.max() ?? 0)
        }
        let isNumber = (0..<shown).map { column in
            rows.dropFirst().allSatisfy { $0.count <= column || $0[column].isEmpty || Double($0[column]) != nil }
        }
        var lines = rows.map { row in
            row.prefix(shown).enumerated().map { column, field in
                field.padded(to: widths[column], isNumber[column] ? .right : .left)
            }.joined(separator: "  ")
        }
        if !lines.isEmpty {
            lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
        }
        self.lines = lines
    }
}
