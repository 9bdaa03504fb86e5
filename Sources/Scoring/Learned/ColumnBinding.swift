import Domain
import Learning

/// Puts what a request brings into the columns of a table: by name, or in their order where it names none. What files write for a
/// missing text is one here, where it is no category; what may be missing may be left out.
struct ColumnBinding: Sendable {
    private let columns: [ModelColumn]
    private let places: [String: Int]
    private let missing: Set<String>
    /// Columns that may be there and are not looked at.
    private let unused: Set<String>

    init(_ columns: [ModelColumn], unused: [ModelColumn] = [], categories: Set<String>) {
        self.columns = columns
        self.unused = Set(unused.map(\.name))
        missing = DelimitedFormat.usualMissing.subtracting(categories)
        places = Dictionary(columns.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    }

    var specs: [TensorSpec] {
        columns.map { column in
            let type: ElementType =
                switch column.writtenKind {
                case .double: .float64
                case .long: .int64
                case .string, .datetime: .text
                }
            return TensorSpec(name: column.name, type: type, shape: [nil], isOptional: column.isOptional)
        }
    }

    /// Throws 400, saying what the model takes, for a column that is missing, unknown, there twice or of another kind.
    func table(_ request: InferenceRequest) throws(InferenceFault) -> Table {
        guard request.rows > 0 else { throw InferenceFault("the request has no rows") }
        let given: [(name: String?, content: Column)]
        switch request.inputs {
        case .matrix(let matrix):
            guard matrix.values.count == matrix.rows * matrix.columns else {
                throw InferenceFault("the rows are not all of one length")
            }
            given = (0..<matrix.columns).map { column in
                (matrix.names?[column], .numbers((0..<matrix.rows).map { matrix.values[$0 * matrix.columns + column] }))
            }
        case .tensors(let tensors): given = try columns(tensors, rows: request.rows)
        }
        let isNamed = given.contains { $0.name != nil }
        guard isNamed || given.count == columns.count else {
            let width = "\(given.count) \(given.count == 1 ? "value" : "values")"
            throw InferenceFault("a row has \(width), and the model takes \(taken)")
        }
        var found = [Column?](repeating: nil, count: columns.count)
        for (index, (name, content)) in given.enumerated() {
            if isNamed, let name, places[name] == nil, unused.contains(name) { continue }
            guard let place = isNamed ? places[name ?? ""] : index else {
                throw InferenceFault("the model has no column '\((name ?? "").neutralised)': it takes \(taken)")
            }
            guard found[place] == nil else {
                throw InferenceFault("the column '\(columns[place].name.neutralised)' is given twice")
            }
            found[place] = try fitting(content, columns[place])
        }
        var content: [Column] = []
        for (place, column) in columns.enumerated() {
            if let found = found[place] {
                content.append(found)
            } else if column.isOptional {
                content.append(nothing(column, rows: request.rows))
            } else {
                throw InferenceFault("the column '\(column.name.neutralised)' is missing: the model takes \(taken)")
            }
        }
        return Table(names: columns.map(\.name), columns: content)
    }

    /// What to say of a row that the model has no answer to: a number is missing where none ever was.
    func missing(in table: Table, row: Int) -> InferenceFault {
        for column in columns {
            if case .numbers(let values)? = table[column.name], values[row].isNaN {
                let place = "row \(row), column '\(column.name.neutralised)'"
                return InferenceFault("\(place) has no value, and the model takes none that are missing")
            }
        }
        return InferenceFault("row \(row) cannot be scored: its numbers are too large")
    }

    // MARK: Columns

    private func columns(_ tensors: [Tensor], rows: Int) throws(InferenceFault) -> [(name: String?, content: Column)] {
        var columns: [(name: String?, content: Column)] = []
        for tensor in tensors {
            guard tensor.shape.first == rows, tensor.shape.count <= 2, tensor.count == tensor.shape.reduce(1, *) else {
                throw InferenceFault(
                    "'\(tensor.name.neutralised)' has the shape \(tensor.shape): a column is one value a row, and all are of one "
                        + "length")
            }
            let width = tensor.shape.count == 2 ? tensor.shape[1] : 1
            for column in 0..<width {
                // The columns of a matrix have no names of their own.
                columns.append((width == 1 && !tensor.name.isEmpty ? tensor.name : nil, content(tensor, column, width, rows)))
            }
        }
        return columns
    }

    private func content(_ tensor: Tensor, _ column: Int, _ width: Int, _ rows: Int) -> Column {
        let places = (0..<rows).lazy.map { $0 * width + column }
        return switch tensor.elements {
        case .float32(let values): .numbers(places.map { Double(values[$0]) })
        case .float64(let values): .numbers(places.map { values[$0] })
        case .int64(let values): .numbers(places.map { Double(values[$0]) })
        case .bool(let values): .numbers(places.map { values[$0] ? 1 : 0 })
        case .text(let values): .texts(TextColumn(places.map { missing.contains(values[$0]) ? nil : values[$0] }))
        }
    }

    private func fitting(_ content: Column, _ column: ModelColumn) throws(InferenceFault) -> Column {
        let name = column.name.neutralised
        switch (content, column.kind) {
        case (.numbers(let values), .double), (.numbers(let values), .long):
            if let row = values.firstIndex(where: \.isInfinite) {
                throw InferenceFault("row \(row), column '\(name)' is infinite")
            }
            return content
        case (.texts, .string), (.texts, .datetime): return content
        case (.numbers(let values), _):
            // A column of nothing but nulls.
            guard values.allSatisfy(\.isNaN) else { throw InferenceFault("column '\(name)' takes texts, not numbers") }
            return nothing(column, rows: values.count)
        case (.texts(let texts), _):
            guard texts.codes.allSatisfy({ $0 < 0 }) else { throw InferenceFault("column '\(name)' takes numbers, not texts") }
            return nothing(column, rows: texts.codes.count)
        }
    }

    private func nothing(_ column: ModelColumn, rows: Int) -> Column {
        switch column.kind {
        case .double, .long: .numbers([Double](repeating: .nan, count: rows))
        case .string, .datetime: .texts(TextColumn([String?](repeating: nil, count: rows)))
        }
    }

    private var taken: String {
        let shown = columns.prefix(20).map { "'\($0.name.neutralised)'" }.joined(separator: ", ")
        return "\(columns.count) \(columns.count == 1 ? "column" : "columns"): " + (columns.count > 20 ? shown + " …" : shown)
    }
}
