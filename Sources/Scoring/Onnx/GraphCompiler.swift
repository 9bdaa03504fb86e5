import Domain

/// Turns a graph into steps over the slots of a workspace.
///
/// Every value is rows that do not depend on each other, or a constant: `shape` is what one row has, without the rows. A
/// graph that mixes rows, or has an operator that is not known here, is not taken.
struct GraphCompiler {
    typealias Kind = SlotPlan.Kind
    /// Computes the rows of a block, from slots to slots.
    typealias Step = @Sendable (Workspace, _ rows: Int) throws(InferenceFault) -> Void

    struct Value {
        var slot: Int
        var kind: Kind
        var shape: [Int]
        var isConstant = false

        /// Elements a row, or of the constant.
        var size: Int { shape.reduce(1, *) }
    }

    /// A model this wide or large in any value is not for a block of rows.
    private static let maximumSize = 1 << 20

    let graph: OnnxGraph
    var plan = SlotPlan()
    var steps: [Step] = []
    /// The node that each step is for.
    private var owners: [Int] = []
    /// Steps that only one of their node's outputs needs, and which.
    var outputsOfSteps: [Int: Int] = [:]
    private var makers: [String: Maker] = [:]
    /// What made each node's inputs.
    private var sources: [[Maker]] = []

    private struct Maker {
        let node: Int
        let output: Int
    }
    var values: [String: Value] = [:]
    /// Values that stand for the shape of rows, which only `ConstantOfShape` takes.
    var shapes: [String: [Int]] = [:]
    /// What the columns of an output stand for.
    var columnLabels: [String: [String]] = [:]
    /// Some operator gives NaN a meaning, so that a row may have missing values.
    var takesMissing = false

    /// - Parameter widths: what the inputs' rows have where the graph leaves that open, by input.
    init(_ graph: OnnxGraph, widths: [String: Int]) throws(OnnxFault) {
        self.graph = graph
        for (name, tensor) in graph.constants { values[name] = constant(tensor) }
        for port in graph.inputs where graph.constants[port.name] == nil {
            guard let type = port.type else { throw .unsupported("its input \(port.name) is no tensor") }
            values[port.name] = try newValue(try Self.kind(of: type), try Self.rowShape(of: port, widths))
        }
        for (index, node) in graph.nodes.enumerated() {
            try compile(node)
            owners += Array(repeating: index, count: steps.count - owners.count)
            sources.append(node.inputs.compactMap { makers[$0] })
            for (output, name) in node.outputs.enumerated() { makers[name] = Maker(node: index, output: output) }
        }
        for port in graph.outputs {
            guard let value = values[port.name] else { throw .invalid("its output \(port.name) comes from nowhere") }
            guard !value.isConstant else { throw .unsupported("its output \(port.name) is a constant") }
        }
    }

    private static func rowShape(of port: OnnxPort, _ widths: [String: Int]) throws(OnnxFault) -> [Int] {
        var shape: [Int] = []
        for length in port.shape.dropFirst() {
            guard let length = length ?? (port.shape.count == 2 ? widths[port.name] : nil) else {
                throw .unsupported("the width of its input \(port.name) is open")
            }
            shape.append(length)
        }
        if let first = port.shape.first ?? nil, first != 1 || port.shape.count == 1 {
            throw .unsupported("its input \(port.name) has a fixed number of rows")
        }
        guard !port.shape.isEmpty else { throw .unsupported("its input \(port.name) has no rows") }
        return shape
    }

    static func kind(of type: OnnxElementType) throws(OnnxFault) -> Kind {
        switch type {
        case .float32: .float
        case .float64: .double
        case .int64, .int32, .bool: .int
        case .text: .text
        default: throw .unsupported("it has values of type \(type.type.rawValue)")
        }
    }

    /// The steps that one output of the graph needs, in their order.
    func steps(for output: String) -> [Step] {
        var needed: [Int: Set<Int>] = [:]
        var open = [makers[output]].compactMap(\.self)
        while let maker = open.popLast() {
            if needed[maker.node] == nil { open += sources[maker.node] }
            needed[maker.node, default: []].insert(maker.output)
        }
        return steps.indices.filter { step in
            guard let outputs = needed[owners[step]] else { return false }
            return outputsOfSteps[step].map(outputs.contains) ?? true
        }.map { steps[$0] }
    }

    // MARK: Nodes

    private mutating func compile(_ node: OnnxNode) throws(OnnxFault) {
        switch node.operation {
        case "Identity": try define(node, try input(node, 0))
        case "ZipMap":
            // A map a row to others; here it is the columns, with their labels.
            try define(node, try input(node, 0))
            let labels = try ClassLabels(node)
            columnLabels[node.outputs[0]] = labels.texts.isEmpty ? labels.ints.map { String($0) } : labels.texts
        case "Cast": try cast(node)
        case "Add", "Sub", "Mul", "Div", "Pow", "Sum", "Max", "Min", "Less", "Greater", "LessOrEqual", "GreaterOrEqual",
            "Equal", "And", "Or":
            try binary(node)
        case "Exp", "Log", "Sqrt", "Reciprocal", "Neg", "Abs", "Relu", "Tanh", "Sigmoid", "Not", "Clip", "Floor", "Ceil":
            try unary(node)
        case "Softmax": try softmax(node)
        case "IsNaN": try isMissing(node)
        case "Where": try choose(node)
        case "TopK": try rank(node)
        case "ReduceSum", "ReduceMean", "ReduceProd", "ReduceMax", "ReduceMin", "ReduceLogSumExp", "ReduceL1", "ReduceL2",
            "ReduceSumSquare":
            try reduce(node)
        case "ArgMax", "ArgMin": try argument(node)
        case "Reshape", "Flatten", "Squeeze", "Unsqueeze": try reshape(node)
        case "Concat": try concat(node)
        case "Slice": try slice(node)
        case "Gather", "ArrayFeatureExtractor": try gather(node)
        case "Shape": try shape(node)
        case "ConstantOfShape": try constantOfShape(node)
        case "Constant": try constant(node)
        case "MatMul", "Gemm": try multiply(node)
        case "LinearRegressor", "LinearClassifier": try linear(node)
        case "Scaler": try scale(node)
        case "Normalizer": try normalise(node)
        case "Imputer": try impute(node)
        case "Binarizer": try binarise(node)
        case "FeatureVectorizer": try featureVectorizer(node)
        case "OneHotEncoder": try oneHot(node)
        case "LabelEncoder": try labels(node)
        case "TreeEnsembleClassifier", "TreeEnsembleRegressor": try trees(node)
        default: throw .unsupported("it uses the operator \(node.operation)")
        }
    }

    func input(_ node: OnnxNode, _ index: Int) throws(OnnxFault) -> Value {
        guard index < node.inputs.count, let value = values[node.inputs[index]] else {
            throw .invalid("an input of its operator \(node.operation) comes from nowhere")
        }
        return value
    }

    /// An input that differs by row.
    func rows(_ node: OnnxNode, _ index: Int = 0) throws(OnnxFault) -> Value {
        let value = try input(node, index)
        guard !value.isConstant else { throw unsupported(node, "with a constant") }
        return value
    }

    /// The integers of an input that must be constant; nil when the node has none there.
    func constantInts(_ node: OnnxNode, _ index: Int) throws(OnnxFault) -> [Int]? {
        guard index < node.inputs.count, !node.inputs[index].isEmpty else { return nil }
        guard case .ints(let values)? = graph.constants[node.inputs[index]]?.values else {
            throw unsupported(node, "with an input that is computed")
        }
        return values.map { Int($0) }
    }

    func unsupported(_ node: OnnxNode, _ how: String) -> OnnxFault {
        .unsupported("it uses the operator \(node.operation) \(how)")
    }

    // MARK: Values

    mutating func newValue(_ kind: Kind, _ shape: [Int]) throws(OnnxFault) -> Value {
        let value = Value(slot: plan.slots.count, kind: kind, shape: shape)
        var size = 1
        for length in shape {
            guard length >= 0, length <= Self.maximumSize, size <= Self.maximumSize else {
                throw .unsupported("a row of it has too many values")
            }
            size *= length
        }
        guard size <= Self.maximumSize else { throw .unsupported("a row of it has too many values") }
        plan.slots.append(.value(kind, size: size))
        return value
    }

    mutating func define(_ node: OnnxNode, _ value: Value, output: Int = 0) throws(OnnxFault) {
        guard output < node.outputs.count else { return }
        values[node.outputs[output]] = value
    }

    /// A value for the node's output.
    mutating func result(_ node: OnnxNode, _ kind: Kind, _ shape: [Int], output: Int = 0) throws(OnnxFault) -> Value {
        let value = try newValue(kind, shape)
        try define(node, value, output: output)
        return value
    }

    mutating func constant(_ tensor: OnnxTensor) -> Value {
        let kind: Kind
        let constant: OnnxConstant
        switch tensor.values {
        case .floats(let values): (kind, constant) = (.float, OnnxConstant(values))
        case .doubles(let values): (kind, constant) = (.double, OnnxConstant(values))
        case .ints(let values): (kind, constant) = (.int, OnnxConstant(values))
        case .texts(let values): (kind, constant) = (.text, OnnxConstant(texts: values))
        }
        plan.slots.append(.constant(constant))
        return Value(slot: plan.slots.count - 1, kind: kind, shape: tensor.shape, isConstant: true)
    }

    private mutating func constant(_ node: OnnxNode) throws(OnnxFault) {
        guard let tensor = node.attributes["value"]?.tensor else { throw unsupported(node, "without a tensor") }
        try define(node, constant(tensor))
    }

    /// An operator's axis as one of a row's: 0 is the first after the rows.
    func rowAxis(_ axis: Int, of value: Value, _ node: OnnxNode) throws(OnnxFault) -> Int {
        let rank = value.shape.count + 1
        let place = axis < 0 ? axis + rank : axis
        guard place >= 1, place < rank else { throw unsupported(node, "across rows") }
        return place - 1
    }

    /// The row's numbers as floats, whatever they are.
    mutating func floats(_ value: Value) throws(OnnxFault) -> Value {
        guard value.kind != .text else { throw .invalid("it has texts where numbers are needed") }
        return value.kind == .float ? value : try converted(value, to: .float)
    }
}

/// The elements of values as they are in memory.
protocol SlotNumber: Comparable, Sendable {
    static var zero: Self { get }
    static var one: Self { get }
}

extension Float: SlotNumber { static var one: Float { 1 } }
extension Double: SlotNumber { static var one: Double { 1 } }
extension Int64: SlotNumber { static var one: Int64 { 1 } }
