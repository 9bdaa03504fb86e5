import Domain

/// A table in az's manner: titles, dashes, two spaces between columns.
struct TableText {
    var columns: [Column] = []
    var order: [String] = []

    func text(of value: JSONValue, isForTerminal: Bool = false) -> String {
        let rows = if case .array(let elements) = value { elements } else { [value] }
        let columns = columns.isEmpty ? automaticColumns(for: rows) : filled(columns, in: rows)
        guard !rows.isEmpty, !columns.isEmpty else { return "" }
        let cells = rows.map { row in columns.map { Self.cell($0.value(row), isForTerminal: isForTerminal) } }
        let titles = columns.map { isForTerminal ? $0.title.neutralised : $0.title }
        let widths = columns.indices.map { index in
            max(titles[index].count, cells.map { $0[index].count }.max() ?? 0)
        }
        let lines = [titles, widths.map { String(repeating: "-", count: $0) }] + cells
        return lines.map { Self.line($0, widths: widths) + "\n" }.joined()
    }

    private struct Shown {
        let title: String
        let value: (JSONValue) -> JSONValue
    }

    /// The columns asked for that have something to show in any row.
    private func filled(_ columns: [Column], in rows: [JSONValue]) -> [Shown] {
        columns.filter { column in rows.contains { !column.value(in: $0).isNull } }
            .map { column in Shown(title: column.title) { column.value(in: $0) } }
    }

    /// Every plain value but ids and types, titled by its key; `Column1` … for lists, `Result` for anything else.
    private func automaticColumns(for rows: [JSONValue]) -> [Shown] {
        var columns: [Shown] = []
        var seen: Set<String> = []
        for row in rows {
            switch row {
            case .object:
                for (key, value) in row.members(inOrder: order) where !["id", "type", "etag"].contains(key) {
                    guard value.isPlain, seen.insert(key).inserted else { continue }
                    columns.append(Shown(title: key.prefix(1).uppercased() + key.dropFirst()) { $0[key] ?? .null })
                }
            case .array(let elements):
                for index in elements.indices where seen.insert("\(index)").inserted {
                    columns.append(Shown(title: "Column\(index + 1)") { $0.element(at: index) })
                }
            default:
                guard seen.insert("Result").inserted else { continue }
                columns.append(Shown(title: "Result") { $0.isPlain ? $0 : .null })
            }
        }
        return columns
    }

    private static func cell(_ value: JSONValue, isForTerminal: Bool) -> String {
        guard !value.isNull else { return "" }
        let line = String(value.plainText.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        return isForTerminal ? line.neutralised : line
    }

    private static func line(_ cells: [String], widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(cells, widths) {
            line += cell + String(repeating: " ", count: width - cell.count + 2)
        }
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

extension JSONValue {
    fileprivate var isPlain: Bool {
        switch self {
        case .null, .array, .object: false
        default: true
        }
    }

    fileprivate func element(at index: Int) -> JSONValue {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return .null }
        return elements[index]
    }
}
