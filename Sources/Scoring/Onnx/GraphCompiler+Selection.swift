/// Operators that choose among elements: by a condition, by rank, or from a table.
extension GraphCompiler {
    mutating func isMissing(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        let (from, size) = (value.slot, value.size)
        guard value.kind == .float || value.kind == .double else { throw unsupported(node, "on whole numbers or texts") }
        guard node.attributes["detect_negative"] == nil else { throw unsupported(node, "") }
        let to = try result(node, .int, value.shape).slot
        takesMissing = true
        let isNarrow = value.kind == .float
        steps.append { space, rows in
            let y = space.pointer(to, as: Int64.self)
            if isNarrow {
                let x = space.pointer(from, as: Float.self)
                for index in 0..<rows * size { y[index] = x[index].isNaN ? 1 : 0 }
            } else {
                let x = space.pointer(from, as: Double.self)
                for index in 0..<rows * size { y[index] = x[index].isNaN ? 1 : 0 }
            }
        }
    }

    // MARK: Where

    /// Where an operand has the elements of a result's row.
    private struct Operand: Sendable {
        let slot: Int
        let places: [Int]
        /// From row to row; 0 for a constant.
        let stride: Int
    }

    mutating func choose(_ node: OnnxNode) throws(OnnxFault) {
        let values = [try input(node, 0), try input(node, 1), try input(node, 2)]
        guard values[0].kind == .int, values[1].kind == values[2].kind, values[1].kind != .text else {
            throw unsupported(node, "on values of two kinds or texts")
        }
        guard let rank = values.lazy.filter({ !$0.isConstant }).map(\.shape.count).max() else {
            throw unsupported(node, "on constants")
        }
        var shapes: [[Int]] = []
        for value in values {
            var shape = value.shape
            if value.isConstant, shape.count == rank + 1, shape[0] == 1 { shape.removeFirst() }
            guard shape.count <= rank, value.isConstant || shape.count == rank else { throw unsupported(node, "across rows") }
            shapes.append(Array(repeating: 1, count: rank - shape.count) + shape)
        }
        var shape = [Int](repeating: 1, count: rank)
        for axis in 0..<rank {
            for part in shapes where part[axis] != 1 {
                guard shape[axis] == 1 || shape[axis] == part[axis] else {
                    throw .invalid("the shapes of its operator Where do not match")
                }
                shape[axis] = part[axis]
            }
        }
        let result = try result(node, values[1].kind, shape)
        let operands = zip(values, shapes).map { value, own in
            Operand(slot: value.slot, places: Self.places(own, in: shape), stride: value.isConstant ? 0 : value.size)
        }
        switch result.kind {
        case .float: choose(operands, result, Float.self)
        // Doubles and integers are eight bytes both.
        default: choose(operands, result, Int64.self)
        }
    }

    private static func places(_ shape: [Int], in result: [Int]) -> [Int] {
        var indices = [0]
        for (axis, length) in result.enumerated() {
            let step = shape[axis] == 1 ? 0 : shape[(axis + 1)...].reduce(1, *)
            indices = indices.flatMap { start in (0..<length).map { start + $0 * step } }
        }
        return indices
    }

    private mutating func choose<Number: SlotNumber>(_ operands: [Operand], _ result: Value, _: Number.Type) {
        let (condition, yes, no, to, size) = (operands[0], operands[1], operands[2], result.slot, result.size)
        steps.append { space, rows in
            var test = space.pointer(condition.slot, as: Int64.self)
            var x = space.pointer(yes.slot, as: Number.self)
            var y = space.pointer(no.slot, as: Number.self)
            var z = space.pointer(to, as: Number.self)
            for _ in 0..<rows {
                for index in 0..<size {
                    z[index] = test[condition.places[index]] != 0 ? x[yes.places[index]] : y[no.places[index]]
                }
                test += condition.stride
                x += yes.stride
                y += no.stride
                z += size
            }
        }
    }

    // MARK: TopK

    /// The first so many of a row's last axis, the best first; of those that are alike the first.
    mutating func rank(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        let axis = try rowAxis(Int(node.attributes["axis"]?.int ?? -1), of: value, node)
        guard axis == value.shape.count - 1 else { throw unsupported(node, "on an inner axis") }
        guard let counts = try constantInts(node, 1), counts.count == 1, (1...value.shape[axis]).contains(counts[0]) else {
            throw .invalid("its operator TopK asks for more elements than there are")
        }
        var shape = value.shape
        shape[axis] = counts[0]
        let largest = node.attributes["largest"]?.int ?? 1 != 0
        let values = try result(node, value.kind, shape, output: 0)
        let places = try result(node, .int, shape, output: 1)
        switch value.kind {
        case .float: rank(value, values, places) { (x: Float, other) in largest ? x > other : x < other }
        case .double: rank(value, values, places) { (x: Double, other) in largest ? x > other : x < other }
        case .int: rank(value, values, places) { (x: Int64, other) in largest ? x > other : x < other }
        case .text: throw unsupported(node, "on texts")
        }
    }

    private mutating func rank<Number: SlotNumber>(
        _ value: Value, _ values: Value, _ places: Value, _ isBetter: @escaping @Sendable (Number, Number) -> Bool
    ) {
        let (from, best, at) = (value.slot, values.slot, places.slot)
        let (length, count) = (value.shape.last ?? 1, values.shape.last ?? 1)
        let lists = value.size / max(1, length)
        steps.append { space, rows in
            var x = space.pointer(from, as: Number.self)
            var y = space.pointer(best, as: Number.self)
            var place = space.pointer(at, as: Int64.self)
            for _ in 0..<rows * lists {
                var found = 0
                for index in 0..<length {
                    guard found < count || isBetter(x[index], y[count - 1]) else { continue }
                    var slot = found < count ? found : count - 1
                    while slot > 0, isBetter(x[index], y[slot - 1]) {
                        (y[slot], place[slot]) = (y[slot - 1], place[slot - 1])
                        slot -= 1
                    }
                    (y[slot], place[slot]) = (x[index], Int64(index))
                    found = min(count, found + 1)
                }
                x += length
                y += count
                place += count
            }
        }
    }

    // MARK: Tables

    /// Rows of a constant by computed indices.
    mutating func lookUpRows(_ table: Value, _ node: OnnxNode) throws(OnnxFault) {
        let index = try rows(node, 1)
        guard index.kind == .int else { throw unsupported(node, "with indices that are no whole numbers") }
        let (count, inner) = (table.shape[0], table.shape.dropFirst().reduce(1, *))
        let result = try result(node, table.kind, index.shape + table.shape.dropFirst())
        let (from, at, to, size, isNarrow) = (table.slot, index.slot, result.slot, index.size, table.kind == .float)
        let isText = table.kind == .text
        let step: Step = { (space: Workspace, rows: Int) throws(InferenceFault) -> Void in
            let index = space.pointer(at, as: Int64.self)
            for place in 0..<rows * size {
                let row = try Self.checked(index[place], count)
                if isText {
                    for offset in 0..<inner { space.texts[to][place * inner + offset] = space.texts[from][row * inner + offset] }
                } else if isNarrow {
                    let (x, y) = (space.pointer(from, as: Float.self), space.pointer(to, as: Float.self))
                    (y + place * inner).update(from: x + row * inner, count: inner)
                } else {
                    let (x, y) = (space.pointer(from, as: Int64.self), space.pointer(to, as: Int64.self))
                    (y + place * inner).update(from: x + row * inner, count: inner)
                }
            }
        }
        steps.append(step)
    }
}
