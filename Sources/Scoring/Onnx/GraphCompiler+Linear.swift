/// Products with constant matrices, and the linear operators of ai.onnx.ml.
extension GraphCompiler {
    mutating func multiply(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        guard node.inputs.count > 1, var weights = graph.constants[node.inputs[1]], value.shape.count == 1,
            weights.shape.count == 2 || weights.shape.count == 1 && node.operation == "MatMul"
        else { throw unsupported(node, "on such operands") }
        guard node.attributes["transA"]?.int ?? 0 == 0 else { throw unsupported(node, "with transA") }
        // By a vector, a row's product is one number.
        let isVector = weights.shape.count == 1
        if isVector { weights.shape.append(1) }
        let turned = node.attributes["transB"]?.int ?? 0 != 0
        let (inner, outer) = turned ? (weights.shape[1], weights.shape[0]) : (weights.shape[0], weights.shape[1])
        guard inner == value.size else { throw .invalid("the shapes of its operator \(node.operation) do not match") }
        var bias: OnnxTensor?
        if node.inputs.count > 2, !node.inputs[2].isEmpty {
            bias = graph.constants[node.inputs[2]]
            guard let bias, bias.shape.reduce(1, *) == outer || bias.shape.reduce(1, *) == 1, bias.shape.count < 3 else {
                throw unsupported(node, "with such an addend")
            }
        }
        let result = try result(node, value.kind, isVector ? [] : [outer])
        let (alpha, beta) = (node.attributes["alpha"]?.float ?? 1, node.attributes["beta"]?.float ?? 1)
        switch (weights.values, bias?.values) {
        case (.floats(let matrix), nil) where value.kind == .float:
            multiply(value, result, Self.turned(matrix, turned, inner, outer).map { $0 * alpha }, [Float](repeating: 0, count: outer))
        case (.floats(let matrix), .floats(let addend)?) where value.kind == .float:
            multiply(
                value, result, Self.turned(matrix, turned, inner, outer).map { $0 * alpha },
                Self.spread(addend, outer).map { $0 * beta })
        case (.doubles(let matrix), nil) where value.kind == .double:
            multiply(
                value, result, Self.turned(matrix, turned, inner, outer).map { $0 * Double(alpha) },
                [Double](repeating: 0, count: outer))
        case (.doubles(let matrix), .doubles(let addend)?) where value.kind == .double:
            multiply(
                value, result, Self.turned(matrix, turned, inner, outer).map { $0 * Double(alpha) },
                Self.spread(addend, outer).map { $0 * Double(beta) })
        default: throw unsupported(node, "on such kinds of numbers")
        }
    }

    /// `[outer, inner]` to `[inner, outer]`.
    private static func turned<Number>(_ matrix: [Number], _ turn: Bool, _ inner: Int, _ outer: Int) -> [Number] {
        guard turn else { return matrix }
        return (0..<inner * outer).map { matrix[$0 % outer * inner + $0 / outer] }
    }

    static func spread<Number>(_ values: [Number], _ count: Int) -> [Number] {
        values.count == 1 ? Array(repeating: values[0], count: count) : values
    }

    /// `weights` are `[inner, outer]`: the elements of a result are then beside each other in the inner loop.
    private mutating func multiply<Number: SlotNumber & BinaryFloatingPoint>(
        _ value: Value, _ result: Value, _ weights: [Number], _ bias: [Number]
    ) {
        let (from, to, inner, outer) = (value.slot, result.slot, value.size, result.size)
        steps.append { space, rows in
            var x = space.pointer(from, as: Number.self)
            var y = space.pointer(to, as: Number.self)
            weights.withUnsafeBufferPointer { weights in
                guard var weight = weights.baseAddress else { return }
                let first = weight
                for _ in 0..<rows {
                    for index in 0..<outer { y[index] = bias[index] }
                    weight = first
                    for place in 0..<inner {
                        let element = x[place]
                        for index in 0..<outer { y[index] += element * weight[index] }
                        weight += outer
                    }
                    x += inner
                    y += outer
                }
            }
        }
    }

    // MARK: ai.onnx.ml

    mutating func linear(_ node: OnnxNode) throws(OnnxFault) {
        let value = try floats(try rows(node))
        let coefficients = node.attributes["coefficients"]?.floats ?? []
        var intercepts = node.attributes["intercepts"]?.floats ?? []
        let features = value.size
        guard value.shape.count == 1, features > 0, !coefficients.isEmpty, coefficients.count.isMultiple(of: features) else {
            throw .invalid("the coefficients of its operator \(node.operation) do not match its input")
        }
        let targets = coefficients.count / features
        if intercepts.isEmpty { intercepts = Array(repeating: 0, count: targets) }
        guard intercepts.count == targets else { throw .invalid("the intercepts of its operator \(node.operation) do not match") }
        let activation = try Activation(node)
        let weights = Self.turned(coefficients, true, features, targets)
        guard node.operation == "LinearClassifier" else {
            let result = try result(node, .float, [targets])
            multiply(value, result, weights, intercepts)
            if activation != .none { activate(result, activation) }
            return
        }
        let labels = try ClassLabels(node)
        let raw = try newValue(.float, [targets])
        multiply(value, raw, weights, intercepts)
        guard targets > 1 || labels.count == 2 else { throw unsupported(node, "with one class") }
        guard targets == 1 || targets == labels.count else { throw .invalid("its operator LinearClassifier has other labels than classes") }
        let scores = try result(node, .float, [labels.count], output: 1)
        let label = try result(node, labels.kind, [], output: 0)
        let (from, to, out, count) = (raw.slot, scores.slot, label.slot, labels.count)
        steps.append { space, rows in
            var x = space.pointer(from, as: Float.self)
            for row in 0..<rows {
                var best = targets == 1 && x[0] > 0 ? 1 : 0
                for index in 1..<max(1, targets) where x[index] > x[best] { best = index }
                labels.put(best, row, out, space)
                x += targets
            }
        }
        outputsOfSteps[steps.count - 1] = 0
        steps.append { space, rows in
            var x = space.pointer(from, as: Float.self)
            var y = space.pointer(to, as: Float.self)
            for _ in 0..<rows {
                if targets == 1 {
                    switch activation {
                    case .logistic: (y[0], y[1]) = (1 - Activation.logistic(x[0]), Activation.logistic(x[0]))
                    case .none: (y[0], y[1]) = (-x[0], x[0])
                    case .softmax:
                        (y[0], y[1]) = (-x[0], x[0])
                        Activation.softmax(y, 2)
                    }
                } else {
                    for index in 0..<count { y[index] = x[index] }
                    activation.apply(y, count)
                }
                x += targets
                y += count
            }
        }
        outputsOfSteps[steps.count - 1] = 1
    }

    private mutating func activate(_ value: Value, _ activation: Activation) {
        let (slot, size) = (value.slot, value.size)
        steps.append { space, rows in
            let x = space.pointer(slot, as: Float.self)
            for row in 0..<rows { activation.apply(x + row * size, size) }
        }
    }

    mutating func scale(_ node: OnnxNode) throws(OnnxFault) {
        let value = try floats(try rows(node))
        let size = value.size
        let offsets = Self.spread(node.attributes["offset"]?.floats ?? [0], size)
        let scales = Self.spread(node.attributes["scale"]?.floats ?? [1], size)
        guard offsets.count == size, scales.count == size else { throw .invalid("the widths of its operator Scaler do not match") }
        let result = try result(node, .float, value.shape)
        let (from, to) = (value.slot, result.slot)
        steps.append { space, rows in
            var x = space.pointer(from, as: Float.self)
            var y = space.pointer(to, as: Float.self)
            for _ in 0..<rows {
                for index in 0..<size { y[index] = (x[index] - offsets[index]) * scales[index] }
                x += size
                y += size
            }
        }
    }

    mutating func normalise(_ node: OnnxNode) throws(OnnxFault) {
        let value = try floats(try rows(node))
        guard value.shape.count == 1 else { throw unsupported(node, "on such a shape") }
        let name = node.attributes["norm"]?.text ?? "MAX"
        guard let norm = Norm(rawValue: name) else { throw unsupported(node, "with the norm \(name)") }
        let result = try result(node, .float, value.shape)
        let (from, to, size) = (value.slot, result.slot, value.size)
        steps.append { space, rows in
            var x = space.pointer(from, as: Float.self)
            var y = space.pointer(to, as: Float.self)
            for _ in 0..<rows {
                let length = norm.length(of: x, size)
                for index in 0..<size { y[index] = length == 0 ? x[index] : x[index] / length }
                x += size
                y += size
            }
        }
    }
}

/// What `Normalizer` divides a row by.
private enum Norm: String {
    case max = "MAX"
    case l1 = "L1"
    case l2 = "L2"

    @inline(__always)
    func length(of row: UnsafePointer<Float>, _ size: Int) -> Float {
        switch self {
        case .max:
            var length = -Float.infinity
            for index in 0..<size { length = Swift.max(length, row[index]) }
            return length
        case .l1:
            var length: Float = 0
            for index in 0..<size { length += abs(row[index]) }
            return length
        case .l2:
            var length: Float = 0
            for index in 0..<size { length += row[index] * row[index] }
            return length.squareRoot()
        }
    }
}

/// The labels of a classifier, whole numbers or texts.
struct ClassLabels: Sendable {
    let ints: [Int64]
    let texts: [String]

    var count: Int { max(ints.count, texts.count) }
    var kind: SlotPlan.Kind { texts.isEmpty ? .int : .text }

    init(_ node: OnnxNode) throws(OnnxFault) {
        ints = node.attributes["classlabels_ints"]?.ints ?? node.attributes["classlabels_int64s"]?.ints ?? []
        texts = node.attributes["classlabels_strings"]?.texts ?? []
        guard ints.isEmpty != texts.isEmpty else { throw .invalid("its operator \(node.operation) has no labels") }
    }

    @inline(__always)
    func put(_ index: Int, _ row: Int, _ slot: Int, _ space: Workspace) {
        if texts.isEmpty {
            space.pointer(slot, as: Int64.self)[row] = ints[index]
        } else {
            space.texts[slot][row] = texts[index]
        }
    }
}
