import Glibc

/// Operators that make an element from the elements at the same place.
extension GraphCompiler {
    // MARK: Kinds

    mutating func cast(_ node: OnnxNode) throws(OnnxFault) {
        let value = try input(node, 0)
        guard let type = node.attributes["to"].flatMap({ OnnxElementType(number: $0.int) }) else {
            throw unsupported(node, "to a type that is not known")
        }
        let kind = try Self.kind(of: type)
        if value.isConstant { return try fold(node, [value]) }
        guard type != .bool else { return try truth(node, value) }
        try define(node, kind == value.kind ? value : try converted(value, to: kind))
    }

    /// 1 for what is not 0.
    private mutating func truth(_ node: OnnxNode, _ value: Value) throws(OnnxFault) {
        guard value.kind != .text else { throw unsupported(node, "from texts to truth values") }
        let to = try result(node, .int, value.shape).slot
        switch value.kind {
        case .float: convert(value.slot, to, value.size) { (x: Float) -> Int64 in x != 0 ? 1 : 0 }
        case .double: convert(value.slot, to, value.size) { (x: Double) -> Int64 in x != 0 ? 1 : 0 }
        default: convert(value.slot, to, value.size) { (x: Int64) -> Int64 in x != 0 ? 1 : 0 }
        }
    }

    mutating func converted(_ value: Value, to kind: Kind) throws(OnnxFault) -> Value {
        let result = Value(slot: try newValue(kind, value.shape).slot, kind: kind, shape: value.shape)
        let (from, to, size) = (value.slot, result.slot, value.size)
        switch (value.kind, kind) {
        case (.float, .double): convert(from, to, size) { (x: Float) in Double(x) }
        case (.float, .int): convert(from, to, size) { (x: Float) in Self.whole(Double(x)) }
        case (.double, .float): convert(from, to, size) { (x: Double) in Float(x) }
        case (.double, .int): convert(from, to, size) { (x: Double) in Self.whole(x) }
        case (.int, .float): convert(from, to, size) { (x: Int64) in Float(x) }
        case (.int, .double): convert(from, to, size) { (x: Int64) in Double(x) }
        case (.int, .text):
            steps.append { space, rows in
                let x = space.pointer(from, as: Int64.self)
                for index in 0..<rows * size { space.texts[to][index] = String(x[index]) }
            }
        default: throw .unsupported("it turns values to or from texts")
        }
        return result
    }

    private mutating func convert<From: SlotNumber, To: SlotNumber>(
        _ from: Int, _ to: Int, _ size: Int, _ conversion: @escaping @Sendable (From) -> To
    ) {
        steps.append { space, rows in
            let (x, y) = (space.pointer(from, as: From.self), space.pointer(to, as: To.self))
            for index in 0..<rows * size { y[index] = conversion(x[index]) }
        }
    }

    /// As x86 converts: what does not fit is the smallest integer.
    static func whole(_ value: Double) -> Int64 {
        value > -9.3e18 && value < 9.2e18 ? Int64(exactly: value.rounded(.towardZero)) ?? .min : .min
    }

    /// Computes an operator whose inputs are all constant, as one row of them.
    private mutating func fold(_ node: OnnxNode, _ inputs: [Value]) throws(OnnxFault) {
        var rest = GraphCompiler(plan: plan)
        let rank = inputs.reduce(0) { max($0, $1.shape.count) }
        for (name, value) in zip(node.inputs, inputs) {
            guard value.size <= Self.longestFolded else { throw unsupported(node, "with a long constant") }
            var row = value
            row.isConstant = false
            row.shape = Array(repeating: 1, count: rank - value.shape.count) + value.shape
            rest.values[name] = row
        }
        switch node.operation {
        case "Cast": try rest.cast(node)
        case _ where inputs.count > 1: try rest.binary(node)
        default: try rest.unary(node)
        }
        guard let result = node.outputs.first.flatMap({ rest.values[$0] }), result.size <= Self.longestFolded else {
            throw unsupported(node, "with a long constant")
        }
        let space = Workspace(rest.plan)
        do throws(InferenceFault) {
            for step in rest.steps { try step(space, 1) }
        } catch {
            throw .invalid(error.message)
        }
        let size = result.size
        var tensor = OnnxTensor(shape: result.shape)
        switch result.kind {
        case .float: tensor.values = .floats((0..<size).map { space.pointer(result.slot)[$0] })
        case .double: tensor.values = .doubles((0..<size).map { space.pointer(result.slot)[$0] })
        case .int: tensor.values = .ints((0..<size).map { space.pointer(result.slot)[$0] })
        case .text: tensor.values = .texts(Array(space.texts[result.slot].prefix(size)))
        }
        try define(node, constant(tensor))
    }

    private static let longestFolded = 1 << 14

    private init(plan: SlotPlan) {
        graph = OnnxGraph()
        self.plan = plan
    }

    // MARK: One operand

    mutating func unary(_ node: OnnxNode) throws(OnnxFault) {
        let value = try input(node, 0)
        if value.isConstant { return try fold(node, [value]) }
        switch value.kind {
        case .float: try unary(node, value) { (x: Float) in expf(x) } log: { logf($0) } tanh: { tanhf($0) }
        case .double: try unary(node, value) { (x: Double) in exp(x) } log: { log($0) } tanh: { tanh($0) }
        case .int where node.operation == "Not":
            let result = try result(node, .int, value.shape)
            convert(value.slot, result.slot, value.size) { (x: Int64) -> Int64 in x == 0 ? 1 : 0 }
        default: throw unsupported(node, "on whole numbers or texts")
        }
    }

    private mutating func unary<Number: SlotNumber & BinaryFloatingPoint>(
        _ node: OnnxNode, _ value: Value, exp: @escaping @Sendable (Number) -> Number,
        log: @escaping @Sendable (Number) -> Number, tanh: @escaping @Sendable (Number) -> Number
    ) throws(OnnxFault) {
        let function: @Sendable (Number) -> Number
        switch node.operation {
        case "Exp": function = exp
        case "Log": function = log
        case "Tanh": function = tanh
        case "Sqrt": function = { $0.squareRoot() }
        case "Reciprocal": function = { 1 / $0 }
        case "Neg": function = { -$0 }
        case "Abs": function = { abs($0) }
        case "Floor": function = { $0.rounded(.down) }
        case "Ceil": function = { $0.rounded(.up) }
        case "Relu": function = { $0 > 0 ? $0 : $0 * 0 }
        case "Sigmoid":
            function = { x in
                let tail = 1 / (1 + exp(-abs(x)))
                return x < 0 ? 1 - tail : tail
            }
        case "Clip":
            let low = try limit(node, "min", 1) ?? -Number.infinity
            let high = try limit(node, "max", 2) ?? Number.infinity
            function = { x in x < low ? low : (x > high ? high : x) }
        default: throw unsupported(node, "")
        }
        let result = try result(node, value.kind, value.shape)
        convert(value.slot, result.slot, value.size, function)
    }

    /// A bound of `Clip`: an attribute until opset 11, a constant input since.
    private func limit<Number: BinaryFloatingPoint>(
        _ node: OnnxNode, _ name: String, _ index: Int
    ) throws(OnnxFault) -> Number? {
        if let attribute = node.attributes[name] { return Number(attribute.float) }
        guard index < node.inputs.count, !node.inputs[index].isEmpty else { return nil }
        switch graph.constants[node.inputs[index]]?.values {
        case .floats(let values)? where values.count == 1: return Number(values[0])
        case .doubles(let values)? where values.count == 1: return Number(values[0])
        default: throw unsupported(node, "with a bound that is computed")
        }
    }

    // MARK: Two operands

    mutating func binary(_ node: OnnxNode) throws(OnnxFault) {
        guard node.inputs.count != 1 else { return try define(node, try input(node, 0)) }
        let inputs = try node.inputs.indices.map { index throws(OnnxFault) in try input(node, index) }
        if inputs.allSatisfy(\.isConstant) { return try fold(node, inputs) }
        var left = try input(node, 0)
        for index in 1..<max(2, node.inputs.count) {
            left = try combined(node, left, try input(node, index))
        }
        try define(node, left)
    }

    private mutating func combined(_ node: OnnxNode, _ left: Value, _ right: Value) throws(OnnxFault) -> Value {
        guard left.kind == right.kind, left.kind != .text else { throw unsupported(node, "on values of two kinds or texts") }
        let (shape, places) = try broadcast(node, left, right)
        let compares = ["Less", "Greater", "LessOrEqual", "GreaterOrEqual", "Equal"].contains(node.operation)
        let result = try newValue(compares ? .int : left.kind, shape)
        switch left.kind {
        case .float:
            compares
                ? try compare(node, left, right, result, places, Float.self)
                : try calculate(node, left, right, result, places) { (x: Float, y: Float) in powf(x, y) }
        case .double:
            compares
                ? try compare(node, left, right, result, places, Double.self)
                : try calculate(node, left, right, result, places) { (x: Double, y: Double) in pow(x, y) }
        case .int:
            compares
                ? try compare(node, left, right, result, places, Int64.self)
                : try calculateWhole(node, left, right, result, places)
        case .text: break
        }
        return result
    }

    /// For each element of a result's row, where the operands' elements are.
    private struct Places: Sendable {
        var left: [Int]
        var right: [Int]
        var leftStride: Int
        var rightStride: Int
    }

    private func broadcast(_ node: OnnxNode, _ left: Value, _ right: Value) throws(OnnxFault) -> ([Int], Places) {
        guard !(left.isConstant && right.isConstant) else { throw unsupported(node, "on two constants") }
        let rank = left.isConstant ? right.shape.count : left.shape.count
        let shapes = try [left, right].map { value throws(OnnxFault) in
            guard value.isConstant else {
                guard value.shape.count == rank else { throw unsupported(node, "across rows") }
                return value.shape
            }
            var shape = value.shape
            if shape.count == rank + 1, shape[0] == 1 { shape.removeFirst() }
            guard shape.count <= rank else { throw unsupported(node, "across rows") }
            return Array(repeating: 1, count: rank - shape.count) + shape
        }
        var result: [Int] = []
        for (a, b) in zip(shapes[0], shapes[1]) {
            guard a == b || a == 1 || b == 1 else { throw .invalid("the shapes of its operator \(node.operation) do not match") }
            result.append(a == 1 ? b : a)
        }
        func places(_ shape: [Int]) -> [Int] {
            var indices = [0]
            for (axis, length) in result.enumerated() {
                let step = shape[axis] == 1 ? 0 : shape[(axis + 1)...].reduce(1, *)
                indices = indices.flatMap { start in (0..<length).map { start + $0 * step } }
            }
            return indices
        }
        return (
            result,
            Places(
                left: places(shapes[0]), right: places(shapes[1]), leftStride: left.isConstant ? 0 : left.size,
                rightStride: right.isConstant ? 0 : right.size)
        )
    }

    private mutating func apply<Number: SlotNumber, Result: SlotNumber>(
        _ left: Value, _ right: Value, _ result: Value, _ places: Places,
        _ function: @escaping @Sendable (Number, Number) -> Result
    ) {
        let (a, b, c, size) = (left.slot, right.slot, result.slot, result.size)
        steps.append { space, rows in
            var x = space.pointer(a, as: Number.self)
            var y = space.pointer(b, as: Number.self)
            var z = space.pointer(c, as: Result.self)
            for _ in 0..<rows {
                for index in 0..<size { z[index] = function(x[places.left[index]], y[places.right[index]]) }
                x += places.leftStride
                y += places.rightStride
                z += size
            }
        }
    }

    private mutating func calculate<Number: SlotNumber & BinaryFloatingPoint>(
        _ node: OnnxNode, _ left: Value, _ right: Value, _ result: Value, _ places: Places,
        pow: @escaping @Sendable (Number, Number) -> Number
    ) throws(OnnxFault) {
        let function: @Sendable (Number, Number) -> Number
        switch node.operation {
        case "Add", "Sum": function = { $0 + $1 }
        case "Sub": function = { $0 - $1 }
        case "Mul": function = { $0 * $1 }
        case "Div": function = { $0 / $1 }
        case "Pow": function = { $1 == 2 ? $0 * $0 : pow($0, $1) }
        case "Max": function = { $0.isNaN || $0 > $1 ? $0 : $1 }
        case "Min": function = { $0.isNaN || $0 < $1 ? $0 : $1 }
        default: throw unsupported(node, "on fractions")
        }
        apply(left, right, result, places, function)
    }

    private mutating func calculateWhole(
        _ node: OnnxNode, _ left: Value, _ right: Value, _ result: Value, _ places: Places
    ) throws(OnnxFault) {
        let function: @Sendable (Int64, Int64) -> Int64
        switch node.operation {
        case "Add", "Sum": function = { $0 &+ $1 }
        case "Sub": function = { $0 &- $1 }
        case "Mul": function = { $0 &* $1 }
        case "Max": function = { max($0, $1) }
        case "Min": function = { min($0, $1) }
        case "And": function = { $0 != 0 && $1 != 0 ? 1 : 0 }
        case "Or": function = { $0 != 0 || $1 != 0 ? 1 : 0 }
        default: throw unsupported(node, "on whole numbers")
        }
        apply(left, right, result, places, function)
    }

    private mutating func compare<Number: SlotNumber>(
        _ node: OnnxNode, _ left: Value, _ right: Value, _ result: Value, _ places: Places, _: Number.Type
    ) throws(OnnxFault) {
        let function: @Sendable (Number, Number) -> Int64
        switch node.operation {
        case "Less": function = { $0 < $1 ? 1 : 0 }
        case "Greater": function = { $0 > $1 ? 1 : 0 }
        case "LessOrEqual": function = { $0 <= $1 ? 1 : 0 }
        case "GreaterOrEqual": function = { $0 >= $1 ? 1 : 0 }
        default: function = { $0 == $1 ? 1 : 0 }
        }
        apply(left, right, result, places, function)
    }
}
