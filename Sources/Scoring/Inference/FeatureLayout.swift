package import Domain

/// The columns of a model that takes rows of numbers as one matrix, in the order it was trained with. Requests are laid
/// out so, however they told their columns.
package struct FeatureLayout: Sendable, Hashable {
    package let count: Int
    package let names: [String]?
    /// Columns that a request may leave out; they are missing values then.
    private let optional: Set<Int>
    private let positions: [String: Int]

    package init(count: Int, names: [String]? = nil, optional: Set<Int> = []) {
        self.count = count
        self.names = names
        self.optional = optional
        positions = Dictionary((names ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The columns of a signature, when it says what they are called.
    package init(count: Int, columns: [TensorSpec]) {
        let isNamed = columns.count == count && columns.allSatisfy { !$0.name.isEmpty && $0.shape.count == 1 }
        self.init(
            count: count, names: isNamed ? columns.map(\.name) : nil,
            optional: isNamed ? Set(columns.indices.filter { columns[$0].isOptional }) : [])
    }

    /// Writes `request.rows * count` numbers to `target`, row by row; what is missing is NaN.
    ///
    /// Throws 400, saying what the model takes, for a column that is missing, unknown or there twice, for rows of a wrong
    /// width and for texts.
    package func fill<Number: BinaryFloatingPoint>(
        _ target: UnsafeMutableBufferPointer<Number>, from request: InferenceRequest
    ) throws(InferenceFault) {
        switch request.inputs {
        case .matrix(let matrix): try fill(target, from: matrix)
        case .tensors(let tensors): try fill(target, from: tensors)
        }
    }

    private func fill<Number: BinaryFloatingPoint>(
        _ target: UnsafeMutableBufferPointer<Number>, from matrix: FeatureMatrix
    ) throws(InferenceFault) {
        guard matrix.values.count == matrix.rows * matrix.columns else {
            throw InferenceFault(400, "the rows are not all of one length")
        }
        if let given = matrix.names, let names, given != names {
            let order = try order(of: given)
            matrix.values.withUnsafeBufferPointer { values in
                var next = 0
                for row in 0..<matrix.rows {
                    for source in order {
                        target[next] = source < 0 ? .nan : Number(values[row * matrix.columns + source])
                        next += 1
                    }
                }
            }
            return
        }
        guard matrix.columns == count || matrix.rows == 0 else { throw wrongWidth(matrix.columns) }
        matrix.values.withUnsafeBufferPointer { values in
            for index in values.indices { target[index] = Number(values[index]) }
        }
    }

    private func fill<Number: BinaryFloatingPoint>(
        _ target: UnsafeMutableBufferPointer<Number>, from tensors: [Tensor]
    ) throws(InferenceFault) {
        let rows = tensors.first?.shape.first ?? 0
        if let whole = tensors.first, tensors.count == 1, whole.shape.count == 2, names?.contains(whole.name) != true {
            guard whole.shape[1] == count else { throw wrongWidth(whole.shape[1]) }
            return try whole.copy(to: target, start: 0, stride: 1)
        }
        let order: [Int]
        if names != nil {
            order = try self.order(of: tensors.map(\.name))
        } else {
            guard tensors.count == count else { throw wrongWidth(tensors.count) }
            order = Array(tensors.indices)
        }
        for tensor in tensors where tensor.shape.first != rows || tensor.count != rows {
            throw InferenceFault(
                400, "column '\(tensor.name.neutralised)' has the shape \(tensor.shape): a column is one value a row, and all "
                    + "are of one length")
        }
        for (column, source) in order.enumerated() {
            if source < 0 {
                for row in 0..<rows { target[row * count + column] = .nan }
            } else {
                try tensors[source].copy(to: target, start: column, stride: count)
            }
        }
    }

    // MARK: Names

    /// Where each of the model's columns is among the given ones; -1 for an optional one that is not.
    private func order(of given: [String]) throws(InferenceFault) -> [Int] {
        var order = [Int](repeating: -1, count: count)
        for (source, name) in given.enumerated() {
            guard let position = positions[name] else {
                throw InferenceFault(400, "column '\(name.neutralised)' is unknown: \(taken)")
            }
            guard order[position] < 0 else { throw InferenceFault(400, "column '\(name.neutralised)' is given twice") }
            order[position] = source
        }
        if let missing = order.indices.first(where: { order[$0] < 0 && !optional.contains($0) }) {
            throw InferenceFault(400, "column '\(names?[missing].neutralised ?? "")' is missing: \(taken)")
        }
        return order
    }

    private func wrongWidth(_ width: Int) -> InferenceFault {
        InferenceFault(400, "a row has \(width) \(width == 1 ? "value" : "values"): \(taken)")
    }

    /// What the model takes, as the second half of a sentence.
    package var taken: String {
        let width = "the model takes \(count) \(count == 1 ? "column" : "columns")"
        guard let names else { return width }
        let shown = names.prefix(Self.shownNames).joined(separator: ", ")
        return "\(width) (\(shown.neutralised)\(names.count > Self.shownNames ? ", …" : ""))"
    }

    private static let shownNames = 30
}

extension Tensor {
    /// Writes the elements as numbers to every `stride`-th place.
    fileprivate func copy<Number: BinaryFloatingPoint>(
        to target: UnsafeMutableBufferPointer<Number>, start: Int, stride: Int
    ) throws(InferenceFault) {
        func put<Element>(_ values: [Element], _ number: (Element) -> Number) {
            var next = start
            for value in values {
                target[next] = number(value)
                next += stride
            }
        }
        guard count == shape.reduce(1, *) else {
            throw InferenceFault(400, "input '\(name.neutralised)' has \(count) values, not those of its shape \(shape)")
        }
        switch elements {
        case .float32(let values): put(values) { Number($0) }
        case .float64(let values): put(values) { Number($0) }
        case .int64(let values): put(values) { Number($0) }
        case .bool(let values): put(values) { $0 ? 1 : 0 }
        case .text:
            throw InferenceFault(400, "column '\(name.neutralised)' is text: the model takes numbers")
        }
    }
}
