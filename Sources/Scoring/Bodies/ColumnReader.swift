/// Reads a map of column to list: columns of one length, or tensors with as many rows each.
enum ColumnReader {
    static func read(_ scanner: inout JSONScanner) throws(InferenceFault) -> InferenceRequest.Inputs {
        var tensors: [Tensor] = []
        scanner.at += 1
        scanner.skipBlanks()
        repeat {
            let name = try scanner.key()
            guard scanner.byte == UInt8(ascii: "[") else {
                throw InferenceFault(
                    "column '\(JSONScanner.shortened(name))' is not a list (byte \(scanner.at)): write a cell for every row")
            }
            let tensor = try NestedList.read(&scanner, name: name)
            if let first = tensors.first, first.shape[0] != tensor.shape[0] {
                throw InferenceFault(
                    "column '\(JSONScanner.shortened(name))' has \(tensor.shape[0]) rows, "
                        + "and '\(JSONScanner.shortened(first.name))' has \(first.shape[0])")
            }
            tensors.append(tensor)
        } while try scanner.takesAnother(until: UInt8(ascii: "}"))
        if let twice = repeated(tensors.map(\.name)) {
            throw InferenceFault("the column '\(JSONScanner.shortened(twice))' is given twice")
        }
        return inputs(tensors)
    }

    /// Columns as rows when all are numbers. There is at least one.
    static func inputs(_ tensors: [Tensor]) -> InferenceRequest.Inputs {
        matrix(tensors).map { .matrix($0) } ?? .tensors(tensors)
    }

    /// Columns of numbers as rows.
    private static func matrix(_ tensors: [Tensor]) -> FeatureMatrix? {
        let rows = tensors[0].shape[0]
        var values = [Double](repeating: 0, count: rows * tensors.count)
        for (column, tensor) in tensors.enumerated() {
            guard tensor.shape.count == 1, case .float64(let cells) = tensor.elements else { return nil }
            for row in 0..<rows { values[row * tensors.count + column] = cells[row] }
        }
        return FeatureMatrix(rows: rows, columns: tensors.count, values: values, names: tensors.map(\.name))
    }

    static func repeated(_ names: [String]) -> String? {
        if names.count <= 8 {
            for (index, name) in names.enumerated() where names[..<index].contains(name) { return name }
            return nil
        }
        var seen: Set<String> = []
        return names.first { !seen.insert($0).inserted }
    }
}
