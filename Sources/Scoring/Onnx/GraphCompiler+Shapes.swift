/// Operators that arrange elements.
extension GraphCompiler {
    mutating func reshape(_ node: OnnxNode) throws(OnnxFault) {
        var value = try rows(node)
        switch node.operation {
        case "Flatten":
            guard node.attributes["axis"]?.int ?? 1 == 1 else { throw unsupported(node, "across rows") }
            value.shape = [value.size]
        case "Squeeze", "Unsqueeze":
            let axes = try constantInts(node, 1) ?? node.attributes["axes"]?.ints.map { Int($0) } ?? []
            let grows = node.operation == "Unsqueeze"
            let rank = value.shape.count + 1 + (grows ? axes.count : 0)
            let places = axes.map { $0 < 0 ? $0 + rank : $0 }.sorted()
            guard !places.isEmpty, Set(places).count == places.count, places.allSatisfy({ (1..<rank).contains($0) }) else {
                throw unsupported(node, "across rows")
            }
            if grows {
                for place in places { value.shape.insert(1, at: place - 1) }
            } else {
                for place in places.reversed() where value.shape.remove(at: place - 1) != 1 {
                    throw .invalid("its operator Squeeze drops an axis that is longer than 1")
                }
            }
        default:
            guard var target = try constantInts(node, 1) else { throw unsupported(node, "without a shape") }
            if node.attributes["allowzero"]?.int ?? 0 == 0 {
                for (index, length) in target.enumerated() where length == 0 {
                    guard index <= value.shape.count else { throw .invalid("its operator Reshape keeps an axis that is not there") }
                    target[index] = index == 0 ? -1 : value.shape[index - 1]
                }
            }
            guard target.first == -1 else { throw unsupported(node, "across rows") }
            var shape = Array(target.dropFirst())
            if let open = shape.firstIndex(of: -1) {
                // Only when the rows' length was kept by 0 may another be open.
                let others = shape.enumerated().filter { $0.offset != open }.map(\.element).reduce(1, *)
                guard others > 0, value.size.isMultiple(of: others) else { throw unsupported(node, "across rows") }
                shape[open] = value.size / others
            }
            guard shape.allSatisfy({ $0 > 0 }), shape.reduce(1, *) == value.size else { throw unsupported(node, "across rows") }
            value.shape = shape
        }
        try define(node, value)
    }

    mutating func concat(_ node: OnnxNode) throws(OnnxFault) {
        let first = try rows(node)
        let axis = try rowAxis(Int(node.attributes["axis"]?.int ?? 1), of: first, node)
        var parts: [Value] = []
        for index in node.inputs.indices {
            let part = try rows(node, index)
            guard part.kind == first.kind, part.shape.count == first.shape.count,
                part.shape.enumerated().allSatisfy({ $0.offset == axis || $0.element == first.shape[$0.offset] })
            else { throw .invalid("the inputs of its operator Concat do not match") }
            parts.append(part)
        }
        var shape = first.shape
        shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
        let result = try result(node, first.kind, shape)
        let outer = first.shape[..<axis].reduce(1, *)
        var offset = 0
        for part in parts {
            let run = part.size / max(1, outer)
            let width = result.size / max(1, outer)
            copy(part, to: result, runs: (0..<outer).map { ($0 * run, $0 * width + offset, run) })
            offset += run
        }
    }

    mutating func slice(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        let starts = try constantInts(node, 1) ?? node.attributes["starts"]?.ints.map { Int($0) } ?? []
        let ends = try constantInts(node, 2) ?? node.attributes["ends"]?.ints.map { Int($0) } ?? []
        let axes = try constantInts(node, 3) ?? node.attributes["axes"]?.ints.map { Int($0) } ?? []
        let stepsGiven = try constantInts(node, 4) ?? [1]
        guard starts.count == 1, ends.count == 1, axes.count == 1, stepsGiven == [1] else {
            throw unsupported(node, "on other than one axis")
        }
        let axis = try rowAxis(axes[0], of: value, node)
        let length = value.shape[axis]
        let start = min(length, max(0, starts[0] < 0 ? starts[0] + length : starts[0]))
        let end = min(length, max(start, ends[0] < 0 ? ends[0] + length : ends[0]))
        try pick(Array(start..<end), from: value, axis: axis, node, drops: false)
    }

    /// Elements along an axis by constant indices, or of a constant by computed ones.
    mutating func gather(_ node: OnnxNode) throws(OnnxFault) {
        let value = try input(node, 0)
        let isFeatures = node.operation == "ArrayFeatureExtractor"
        if value.isConstant {
            let isTable = !isFeatures && node.attributes["axis"]?.int ?? 0 == 0 && !value.shape.isEmpty
            return isTable ? try lookUpRows(value, node) : try lookUp(value, node)
        }
        guard let indices = try constantInts(node, 1) else { throw unsupported(node, "without indices") }
        let axis = try rowAxis(isFeatures ? -1 : Int(node.attributes["axis"]?.int ?? 0), of: value, node)
        let isOne = !isFeatures && graph.constants[node.inputs[1]]?.shape.isEmpty == true
        try pick(indices, from: value, axis: axis, node, drops: isOne)
    }

    private mutating func pick(
        _ indices: [Int], from value: Value, axis: Int, _ node: OnnxNode, drops: Bool
    ) throws(OnnxFault) {
        let length = value.shape[axis]
        let places = indices.map { $0 < 0 ? $0 + length : $0 }
        guard places.allSatisfy({ (0..<length).contains($0) }) else {
            throw .invalid("an index of its operator \(node.operation) is out of range")
        }
        var shape = value.shape
        if drops { shape.remove(at: axis) } else { shape[axis] = places.count }
        let result = try result(node, value.kind, shape)
        let inner = value.shape[(axis + 1)...].reduce(1, *)
        var runs: [(from: Int, to: Int, count: Int)] = []
        for outer in 0..<value.shape[..<axis].reduce(1, *) {
            for (index, place) in places.enumerated() {
                let run = (
                    from: (outer * length + place) * inner, to: (outer * places.count + index) * inner, count: inner
                )
                if let last = runs.last, last.from + last.count == run.from, last.to + last.count == run.to {
                    runs[runs.count - 1].count += inner
                } else {
                    runs.append(run)
                }
            }
        }
        copy(value, to: result, runs: runs)
    }

    /// A label for each index. The rows come in the last axis of `ArrayFeatureExtractor`, and every graph puts them back
    /// into the first with `Reshape`: for us they never leave it.
    private mutating func lookUp(_ table: Value, _ node: OnnxNode) throws(OnnxFault) {
        let index = try rows(node, 1)
        let count = table.size
        guard index.kind == .int, index.size == 1, table.shape.last ?? 1 == count else {
            throw unsupported(node, "on such shapes")
        }
        let result = try result(node, table.kind, index.shape)
        let (from, at, to) = (table.slot, index.slot, result.slot)
        switch table.kind {
        case .float: lookUp(from, at, to, count, Float.self)
        case .double: lookUp(from, at, to, count, Double.self)
        case .int: lookUp(from, at, to, count, Int64.self)
        case .text:
            let step: Step = { (space: Workspace, rows: Int) throws(InferenceFault) -> Void in
                let index = space.pointer(at, as: Int64.self)
                for row in 0..<rows {
                    space.texts[to][row] = space.texts[from][try Self.checked(index[row], count)]
                }
            }
            steps.append(step)
        }
    }

    private mutating func lookUp<Number: SlotNumber>(_ from: Int, _ at: Int, _ to: Int, _ count: Int, _: Number.Type) {
        let step: Step = { (space: Workspace, rows: Int) throws(InferenceFault) -> Void in
            let (x, y) = (space.pointer(from, as: Number.self), space.pointer(to, as: Number.self))
            let index = space.pointer(at, as: Int64.self)
            for row in 0..<rows { y[row] = x[try Self.checked(index[row], count)] }
        }
        steps.append(step)
    }

    static func checked(_ index: Int64, _ count: Int) throws(InferenceFault) -> Int {
        let place = index < 0 ? index &+ Int64(count) : index
        guard place >= 0, place < count else { throw InferenceFault(500, "the model looked up an index that is out of range") }
        return Int(place)
    }

    // MARK: Copies

    /// Copies runs of each row's elements.
    mutating func copy(_ value: Value, to result: Value, runs: [(from: Int, to: Int, count: Int)]) {
        let (from, to, size, width) = (value.slot, result.slot, value.size, result.size)
        guard value.kind != .text else {
            steps.append { space, rows in
                for row in 0..<rows {
                    for run in runs {
                        for index in 0..<run.count {
                            space.texts[to][row * width + run.to + index] = space.texts[from][row * size + run.from + index]
                        }
                    }
                }
            }
            return
        }
        let isNarrow = value.kind == .float
        steps.append { space, rows in
            if isNarrow {
                Self.copy(space.pointer(from, as: Float.self), space.pointer(to), rows, size, width, runs)
            } else {
                // Doubles and integers are eight bytes both.
                Self.copy(space.pointer(from, as: Int64.self), space.pointer(to), rows, size, width, runs)
            }
        }
    }

    private static func copy<Number>(
        _ from: UnsafeMutablePointer<Number>, _ to: UnsafeMutablePointer<Number>, _ rows: Int, _ size: Int, _ width: Int,
        _ runs: [(from: Int, to: Int, count: Int)]
    ) {
        for row in 0..<rows {
            for run in runs {
                (to + row * width + run.to).update(from: from + row * size + run.from, count: run.count)
            }
        }
    }

    // MARK: Shapes

    mutating func shape(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        if let name = node.outputs.first { shapes[name] = value.shape }
    }

    mutating func constantOfShape(_ node: OnnxNode) throws(OnnxFault) {
        guard let shape = node.inputs.first.flatMap({ shapes[$0] }) else { throw unsupported(node, "of a shape that is computed") }
        let filling = node.attributes["value"]?.tensor ?? OnnxTensor(shape: [1], values: .floats([0]))
        switch filling.values {
        case .floats(let values) where values.count == 1: try fill(node, .float, shape, values[0])
        case .doubles(let values) where values.count == 1: try fill(node, .double, shape, values[0])
        case .ints(let values) where values.count == 1: try fill(node, .int, shape, values[0])
        default: throw unsupported(node, "with such a value")
        }
    }

    private mutating func fill<Number: SlotNumber>(
        _ node: OnnxNode, _ kind: Kind, _ shape: [Int], _ number: Number
    ) throws(OnnxFault) {
        let result = try result(node, kind, shape)
        let (to, size) = (result.slot, result.size)
        steps.append { space, rows in
            space.pointer(to, as: Number.self).update(repeating: number, count: rows * size)
        }
    }
}
