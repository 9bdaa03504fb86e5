import Glibc

/// Operators that make one element of many in a row.
extension GraphCompiler {
    mutating func softmax(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        let axis = Int(node.attributes["axis"]?.int ?? -1)
        guard try rowAxis(axis, of: value, node) == value.shape.count - 1 else { throw unsupported(node, "on an inner axis") }
        let result = try result(node, value.kind, value.shape)
        let (from, to, size) = (value.slot, result.slot, value.size)
        let width = value.shape.last ?? 1
        switch value.kind {
        case .float:
            steps.append { space, rows in
                let (x, y) = (space.pointer(from, as: Float.self), space.pointer(to, as: Float.self))
                y.update(from: x, count: rows * size)
                for start in stride(from: 0, to: rows * size, by: width) { Activation.softmax(y + start, width) }
            }
        case .double:
            steps.append { space, rows in
                let (x, y) = (space.pointer(from, as: Double.self), space.pointer(to, as: Double.self))
                for start in stride(from: 0, to: rows * size, by: width) {
                    let top = (start..<start + width).reduce(-Double.infinity) { max($0, x[$1]) }
                    var sum = 0.0
                    for index in start..<start + width {
                        y[index] = exp(x[index] - top)
                        sum += y[index]
                    }
                    for index in start..<start + width { y[index] /= sum }
                }
            }
        default: throw unsupported(node, "on whole numbers or texts")
        }
    }

    /// A row seen as outer × length × inner, of which the length is reduced.
    private struct Axis {
        var outer: Int
        var length: Int
        var inner: Int

        init(_ axis: Int, of shape: [Int]) {
            outer = shape[..<axis].reduce(1, *)
            length = shape[axis]
            inner = shape[(axis + 1)...].reduce(1, *)
        }
    }

    private func reduced(_ shape: [Int], _ axis: Int, keep: Bool) -> [Int] {
        var shape = shape
        if keep { shape[axis] = 1 } else { shape.remove(at: axis) }
        return shape
    }

    mutating func reduce(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        let axes = try constantInts(node, 1) ?? node.attributes["axes"]?.ints.map { Int($0) } ?? []
        guard axes.count == 1 else { throw unsupported(node, "on other than one axis") }
        let axis = try rowAxis(axes[0], of: value, node)
        let result = try result(
            node, value.kind, reduced(value.shape, axis, keep: node.attributes["keepdims"]?.int ?? 1 != 0))
        let parts = Axis(axis, of: value.shape)
        switch value.kind {
        case .float:
            try reduce(node, value, result, parts) { (x: Float) in expf(x) } log: { logf($0) }
        case .double:
            try reduce(node, value, result, parts) { (x: Double) in exp(x) } log: { log($0) }
        case .int where node.operation == "ReduceSum":
            fold(value, result, parts) { (x: Int64, sum: Int64, _: Int64) in sum &+ x } start: { _ in 0 }
        default: throw unsupported(node, "on whole numbers or texts")
        }
    }

    private mutating func reduce<Number: SlotNumber & BinaryFloatingPoint>(
        _ node: OnnxNode, _ value: Value, _ result: Value, _ parts: Axis,
        exp: @escaping @Sendable (Number) -> Number, log: @escaping @Sendable (Number) -> Number
    ) throws(OnnxFault) {
        let length = Number(parts.length)
        switch node.operation {
        case "ReduceSum": fold(value, result, parts) { (x: Number, sum, _) in sum + x } start: { _ in 0 }
        case "ReduceMean":
            fold(value, result, parts) { (x: Number, sum, _) in sum + x } start: { _ in 0 } end: { sum, _ in sum / length }
        case "ReduceProd": fold(value, result, parts) { (x: Number, product, _) in product * x } start: { _ in 1 }
        case "ReduceMax": fold(value, result, parts) { (x: Number, most, _) in x > most ? x : most } start: { $0 }
        case "ReduceMin": fold(value, result, parts) { (x: Number, least, _) in x < least ? x : least } start: { $0 }
        case "ReduceL1": fold(value, result, parts) { (x: Number, sum, _) in sum + abs(x) } start: { _ in 0 }
        case "ReduceSumSquare": fold(value, result, parts) { (x: Number, sum, _) in sum + x * x } start: { _ in 0 }
        case "ReduceL2":
            fold(value, result, parts) { (x: Number, sum, _) in sum + x * x } start: { _ in 0 } end: { sum, _ in sum.squareRoot() }
        case "ReduceLogSumExp":
            fold(value, result, parts) { (x: Number, sum, top) in sum + exp(x - top) } start: { _ in 0 } end: { sum, top in
                log(sum) + top
            }
        default: throw unsupported(node, "")
        }
    }

    /// `next` is given an element, what came out so far, and the largest element.
    private mutating func fold<Number: SlotNumber>(
        _ value: Value, _ result: Value, _ parts: Axis, _ next: @escaping @Sendable (Number, Number, Number) -> Number,
        start: @escaping @Sendable (Number) -> Number,
        end: @escaping @Sendable (Number, Number) -> Number = { sum, _ in sum }
    ) {
        let (from, to, size, smaller) = (value.slot, result.slot, value.size, result.size)
        let (outer, length, inner) = (parts.outer, parts.length, parts.inner)
        steps.append { space, rows in
            let (x, y) = (space.pointer(from, as: Number.self), space.pointer(to, as: Number.self))
            guard length > 0 else { return }
            for row in 0..<rows {
                for block in 0..<outer {
                    for place in 0..<inner {
                        let first = x + row * size + block * length * inner + place
                        var top = first[0]
                        for index in 1..<max(1, length) where first[index * inner] > top { top = first[index * inner] }
                        var sum = start(first[0])
                        for index in 0..<length { sum = next(first[index * inner], sum, top) }
                        y[row * smaller + block * inner + place] = end(sum, top)
                    }
                }
            }
        }
    }

    mutating func argument(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        let axis = try rowAxis(Int(node.attributes["axis"]?.int ?? 0), of: value, node)
        guard node.attributes["select_last_index"]?.int ?? 0 == 0 else { throw unsupported(node, "for the last index") }
        let result = try result(
            node, .int, reduced(value.shape, axis, keep: node.attributes["keepdims"]?.int ?? 1 != 0))
        let parts = Axis(axis, of: value.shape)
        let isMax = node.operation == "ArgMax"
        switch value.kind {
        case .float: best(value, result, parts) { (x: Float, best) in isMax ? x > best : x < best }
        case .double: best(value, result, parts) { (x: Double, best) in isMax ? x > best : x < best }
        case .int: best(value, result, parts) { (x: Int64, best) in isMax ? x > best : x < best }
        case .text: throw unsupported(node, "on texts")
        }
    }

    private mutating func best<Number: SlotNumber>(
        _ value: Value, _ result: Value, _ parts: Axis, _ isBetter: @escaping @Sendable (Number, Number) -> Bool
    ) {
        let (from, to, size, smaller) = (value.slot, result.slot, value.size, result.size)
        let (outer, length, inner) = (parts.outer, parts.length, parts.inner)
        steps.append { space, rows in
            let (x, y) = (space.pointer(from, as: Number.self), space.pointer(to, as: Int64.self))
            guard length > 0 else { return }
            for row in 0..<rows {
                for block in 0..<outer {
                    for place in 0..<inner {
                        let first = x + row * size + block * length * inner + place
                        var best = 0
                        for index in 1..<max(1, length) where isBetter(first[index * inner], first[best * inner]) { best = index }
                        y[row * smaller + block * inner + place] = Int64(best)
                    }
                }
            }
        }
    }
}
