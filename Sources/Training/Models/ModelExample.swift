import Domain
import Learning
import Scoring

/// A few rows of the data as MLflow keeps an example: a table with its columns' names and a list a row.
struct ModelExample {
    static let fileName = "input_example.json"
    private static let mostRows = 5

    let text: String

    /// Of the columns that the model learns from, as far as the table has them.
    init(_ table: Table, _ columns: [ModelColumn]) {
        let shown = columns.filter { table[$0.name] != nil }
        let rows = (0..<min(Self.mostRows, table.rows)).map { row in
            JSONValue.array(shown.map { column in table[column.name].map { Self.cell($0, row, column.writtenKind) } ?? .null })
        }
        let content: JSONValue = .object(["columns": .array(shown.map { .string($0.name) }), "data": .array(rows)])
        text = content.compactText + "\n"
    }

    private static func cell(_ column: Column, _ row: Int, _ kind: ModelColumn.Kind) -> JSONValue {
        switch column {
        case .texts(let texts): texts[row].map { .string($0) } ?? .null
        case .numbers(let values):
            if !values[row].isFinite {
                .null
            } else if kind == .long, let whole = Int64(exactly: values[row]) {
                .int(whole)
            } else {
                .double(values[row])
            }
        }
    }
}
