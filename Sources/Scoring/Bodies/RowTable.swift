/// Rows of cells as they are read: numbers in one piece, texts beside them.
struct RowTable: ~Copyable {
    private(set) var rows = 0
    private(set) var columns = 0
    private var values: DoubleBuffer
    /// Where in `values` a text belongs, rising.
    private var textPlaces: [Int] = []
    private var texts: [String] = []

    init(capacity: Int) {
        values = DoubleBuffer(capacity: capacity)
    }

    /// Cells of the row that is being read.
    var width: Int {
        @inline(__always) get { values.count - rows * columns }
    }

    @inline(__always)
    mutating func append(_ value: Double) { values.append(value) }

    mutating func append(_ text: String) {
        textPlaces.append(values.count)
        texts.append(text)
        values.append(.nan)
    }

    /// Ends a row; false when it has another width than the first.
    @inline(__always)
    mutating func endRow() -> Bool {
        if rows == 0 { columns = values.count }
        guard values.count == (rows + 1) * columns else { return false }
        rows += 1
        return true
    }

    /// Puts the cells of the row at hand, which is complete, in another order: `order[i]` is where the i-th belongs.
    mutating func reorderRow(_ order: [Int]) {
        let start = rows * columns
        let cells = (0..<columns).map { values.pointer[start + $0] }
        for (cell, column) in zip(cells, order) { values.pointer[start + column] = cell }
        guard let first = textPlaces.firstIndex(where: { $0 >= start }) else { return }
        let moved = zip(textPlaces[first...].map { start + order[$0 - start] }, texts[first...]).sorted { $0.0 < $1.0 }
        textPlaces.replaceSubrange(first..., with: moved.map(\.0))
        texts.replaceSubrange(first..., with: moved.map(\.1))
    }

    /// All rows, with the names of their columns. Among texts what is missing is an empty one. Throws 400 when a column holds
    /// texts and numbers.
    func inputs(names: [String]?) throws(InferenceFault) -> InferenceRequest.Inputs {
        if textPlaces.isEmpty {
            return .matrix(FeatureMatrix(rows: rows, columns: columns, values: values.array, names: names))
        }
        var isText = [Bool](repeating: false, count: columns)
        for place in textPlaces { isText[place % columns] = true }
        var byColumn = [[String]](repeating: [], count: columns)
        var next = 0
        for place in 0..<values.count {
            let column = place % columns
            if next < textPlaces.count, textPlaces[next] == place {
                byColumn[column].append(texts[next])
                next += 1
            } else if isText[column] {
                guard values.pointer[place].isNaN else {
                    throw mixed(place, names, "is a number, and other cells of the column are texts")
                }
                byColumn[column].append("")
            }
        }
        return .tensors((0..<columns).map { column in
            let elements: Tensor.Elements =
                isText[column]
                ? .text(byColumn[column]) : .float64((0..<rows).map { values.pointer[$0 * columns + column] })
            return Tensor(name: names?[column] ?? "", shape: [rows], elements: elements)
        })
    }

    private func mixed(_ place: Int, _ names: [String]?, _ what: String) -> InferenceFault {
        let column = place % columns
        let name = names.map { "'\(JSONScanner.shortened($0[column]))'" } ?? "\(column)"
        return InferenceFault("row \(place / columns), column \(name) \(what)")
    }
}
