import Domain

/// Puts what a request brings into the slots of a graph's inputs. The inputs' columns, one input after the other, are the
/// model's columns; a request has them in that order, or names them.
struct InputBinding: Sendable {
    struct Input: Sendable {
        let name: String
        let slot: Int
        let kind: SlotPlan.Kind
        /// Of a row.
        let shape: [Int]
        /// Columns a row.
        let width: Int
    }

    let inputs: [Input]
    let specs: [TensorSpec]
    /// The names of all columns, when the model tells them.
    let names: [String]?
    let columnCount: Int
    private let places: [String: Int]
    /// Columns that a request may leave out, as MLflow's signatures say it: they are then missing in every row.
    private let optional: Set<Int>
    /// Columns of the data that the graph has no input for, as MLflow's signatures have them: they may be there, and are not
    /// looked at.
    private let unused: Set<String>

    /// The widths that the model's metadata give to inputs whose own is open.
    static func widths(_ graph: OnnxGraph, _ signature: ModelSignature?) -> [String: Int] {
        let ports = graph.inputs.filter { graph.constants[$0.name] == nil }
        guard ports.count == 1, let port = ports.first else { return [:] }
        if let specs = signature?.inputs, !specs.isEmpty {
            if specs.allSatisfy({ $0.shape.count == 1 }) { return [port.name: specs.count] }
            if specs.count == 1, let width = specs[0].shape.last ?? nil { return [port.name: width] }
        }
        // What first takes the input says how wide it must be.
        guard let node = graph.nodes.first(where: { $0.inputs.first == port.name }) else { return [:] }
        let attributes = node.attributes
        switch node.operation {
        case "Scaler": return attributes["offset"].map { $0.floats.count > 1 ? [port.name: $0.floats.count] : [:] } ?? [:]
        case "LinearRegressor":
            return attributes["coefficients"].map { [port.name: $0.floats.count / max(1, Int(attributes["targets"]?.int ?? 1))] } ?? [:]
        case "LinearClassifier":
            guard let coefficients = attributes["coefficients"]?.floats.count, let targets = attributes["intercepts"]?.floats.count,
                targets > 0
            else { return [:] }
            return [port.name: coefficients / targets]
        case "MatMul", "Gemm":
            return node.inputs.count > 1 ? graph.constants[node.inputs[1]]?.shape.first.map { [port.name: $0] } ?? [:] : [:]
        default: return [:]
        }
    }

    init(_ graph: OnnxGraph, _ compiler: GraphCompiler, _ signature: ModelSignature?) throws(OnnxFault) {
        var inputs: [Input] = []
        var specs: [TensorSpec] = []
        for port in graph.inputs where graph.constants[port.name] == nil {
            guard let value = compiler.values[port.name], let type = port.type else { continue }
            inputs.append(Input(name: port.name, slot: value.slot, kind: value.kind, shape: value.shape, width: value.size))
            specs.append(TensorSpec(name: port.name, type: type.type, shape: [nil] + value.shape.map { $0 }))
        }
        guard !inputs.isEmpty else { throw .invalid("it has no inputs") }
        self.inputs = inputs
        self.specs = specs
        columnCount = inputs.reduce(0) { $0 + $1.width }
        let columns = signature?.inputs.filter { $0.shape.count == 1 && !$0.name.isEmpty }.map(\.name) ?? []
        if inputs.count > 1 || inputs[0].width == 1, inputs.allSatisfy({ $0.width == 1 }) {
            names = inputs.map(\.name)
        } else {
            names = inputs.count == 1 && columns.count == columnCount ? columns : nil
        }
        places = Dictionary((names ?? []).enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let leftOut = Set(signature?.inputs.lazy.filter(\.isOptional).map(\.name) ?? [])
        unused = names.map { leftOut.subtracting($0) } ?? []
        optional = Set((names ?? []).enumerated().lazy.filter { leftOut.contains($0.element) }.map(\.offset))
    }

    /// A request's columns in the model's order.
    struct Bound {
        fileprivate enum Source {
            /// Every `stride`-th number from `offset` on.
            case numbers([Double], offset: Int, stride: Int)
            case texts([String], offset: Int, stride: Int)
            case missing
        }

        let rows: Int
        fileprivate let binding: InputBinding
        fileprivate let sources: [Source]
        /// The only input's rows as they are.
        fileprivate let whole: [Double]?
    }

    func bind(_ request: InferenceRequest.Inputs) throws(InferenceFault) -> Bound {
        switch request {
        case .matrix(let matrix): try bind(matrix)
        case .tensors(let tensors): try bind(tensors)
        }
    }

    private func bind(_ matrix: FeatureMatrix) throws(InferenceFault) -> Bound {
        if let given = matrix.names, let names, given != names {
            let order = try order(of: given)
            let sources = order.map { column -> Bound.Source in
                column < 0 ? .missing : .numbers(matrix.values, offset: column, stride: matrix.columns)
            }
            return Bound(rows: matrix.rows, binding: self, sources: sources, whole: nil)
        }
        guard matrix.columns == columnCount else { throw wrongWidth(matrix.columns) }
        if inputs.count == 1 { return Bound(rows: matrix.rows, binding: self, sources: [], whole: matrix.values) }
        let sources = (0..<columnCount).map { Bound.Source.numbers(matrix.values, offset: $0, stride: matrix.columns) }
        return Bound(rows: matrix.rows, binding: self, sources: sources, whole: nil)
    }

    /// Where each of the model's columns is among those a request names, -1 for one that may be left out and is. Every other
    /// one must be there, and none besides.
    private func order(of given: [String]) throws(InferenceFault) -> [Int] {
        var order = [Int](repeating: -1, count: columnCount)
        for (index, name) in given.enumerated() {
            if places[name] == nil, unused.contains(name) { continue }
            guard let place = places[name] else {
                throw InferenceFault("the model has no column '\(JSONScanner.shortened(name))': it takes \(described)")
            }
            order[place] = index
        }
        if let missing = order.indices.first(where: { order[$0] < 0 && !optional.contains($0) }) {
            throw InferenceFault("the column '\(names?[missing] ?? "")' is missing: the model takes \(described)")
        }
        return order
    }

    private func wrongWidth(_ columns: Int) -> InferenceFault {
        InferenceFault("a row has \(columns) \(columns == 1 ? "value" : "values"), and the model takes \(described)")
    }

    private var described: String {
        guard let names else { return "\(columnCount) columns" }
        let shown = names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
        return "\(columnCount) columns: " + (names.count > 20 ? shown + " …" : shown)
    }

    // MARK: Tensors

    private func bind(_ tensors: [Tensor]) throws(InferenceFault) -> Bound {
        guard let rows = tensors.first?.shape.first else { throw InferenceFault("the request has no rows") }
        var sources = [Bound.Source?](repeating: nil, count: columnCount)
        var next = 0
        for tensor in tensors {
            guard tensor.shape.first == rows else {
                throw InferenceFault("'\(JSONScanner.shortened(tensor.name))' has another number of rows than the input before it")
            }
            if unused.contains(tensor.name), inputs.allSatisfy({ $0.name != tensor.name }) { continue }
            let width = tensor.rowWidth
            guard tensor.shape.count <= 2 || inputs.contains(where: { $0.shape == Array(tensor.shape.dropFirst()) }) else {
                throw InferenceFault("the rows are nested in \(tensor.shape.count - 1) levels: the model takes \(inputsDescribed)")
            }
            guard tensor.count == rows * width else { throw InferenceFault("the data of an input do not match its shape") }
            let place: Int
            if let input = inputs.firstIndex(where: { $0.name == tensor.name }) {
                place = inputs[..<input].reduce(0) { $0 + $1.width }
                guard width == inputs[input].width else {
                    throw InferenceFault("a row of '\(tensor.name)' has \(width) values, and the model takes \(inputs[input].width)")
                }
            } else if let column = places[tensor.name], width == 1 {
                place = column
            } else if tensor.name.isEmpty || names == nil && tensors.count == 1 {
                // Without names it is the order that counts.
                place = next
                guard place + width <= columnCount, tensors.count > 1 || width == columnCount else {
                    throw wrongWidth(tensors.count == 1 ? width : tensors.count)
                }
            } else if names == nil, tensors.count == columnCount, width == 1 {
                place = next
            } else {
                throw InferenceFault("the model has no input '\(JSONScanner.shortened(tensor.name))': it takes \(inputsDescribed)")
            }
            guard sources[place..<place + width].allSatisfy({ $0 == nil }) else {
                throw InferenceFault("'\(JSONScanner.shortened(tensor.name))' is given twice")
            }
            for column in 0..<width {
                sources[place + column] = source(tensor, column, width)
            }
            next = place + width
        }
        for column in optional where sources[column] == nil { sources[column] = .missing }
        if let missing = sources.firstIndex(where: { $0 == nil }) {
            throw InferenceFault(
                names.map { "the column '\($0[missing])' is missing: the model takes \(described)" }
                    ?? "an input is missing: the model takes \(inputsDescribed)")
        }
        return Bound(rows: rows, binding: self, sources: sources.compactMap(\.self), whole: nil)
    }

    private var inputsDescribed: String {
        names == nil ? inputs.map { "'\($0.name)' with \($0.width) columns" }.joined(separator: ", ") : described
    }

    private func source(_ tensor: Tensor, _ column: Int, _ width: Int) -> Bound.Source {
        switch tensor.elements {
        case .float64(let values): .numbers(values, offset: column, stride: width)
        case .float32(let values): .numbers(values.map(Double.init), offset: column, stride: width)
        case .int64(let values): .numbers(values.map(Double.init), offset: column, stride: width)
        case .bool(let values): .numbers(values.map { $0 ? 1 : 0 }, offset: column, stride: width)
        case .text(let values): .texts(values, offset: column, stride: width)
        }
    }
}

extension InputBinding.Bound.Source: Equatable {}

extension InputBinding.Bound {
    /// Puts rows into the slots. Throws 400 for values that an input's type does not have.
    func fill(_ space: Workspace, from start: Int, count: Int, allowsMissing: Bool) throws(InferenceFault) {
        if let whole, let input = binding.inputs.first {
            let width = input.width
            let isSound = whole.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return true }
                return Self.put(base + start * width, 1, count * width, input, space, 0, 1, allowsMissing)
            }
            if !isSound { throw fault(input, 0, width, whole.suffix(from: start * width).prefix(count * width), start, allowsMissing) }
            return
        }
        var column = 0
        for input in binding.inputs {
            for place in 0..<input.width {
                switch sources[column] {
                case .numbers(let values, let offset, let stride):
                    if input.kind == .text {
                        // A column of nothing but nulls: texts that are missing.
                        guard (start..<start + count).allSatisfy({ values[offset + $0 * stride].isNaN }) else {
                            throw InferenceFault("column \(name(column)) takes texts, not numbers")
                        }
                        for row in 0..<count { space.texts[input.slot][row * input.width + place] = "" }
                        column += 1
                        continue
                    }
                    let isSound = values.withUnsafeBufferPointer { values in
                        guard let base = values.baseAddress else { return true }
                        return Self.put(
                            base + offset + start * stride, stride, count, input, space, place, input.width, allowsMissing)
                    }
                    if !isSound {
                        let some = (start..<start + count).map { values[offset + $0 * stride] }
                        throw fault(input, column, 1, some[...], start, allowsMissing)
                    }
                case .missing:
                    let isSound = withUnsafePointer(to: Double.nan) { Self.put($0, 0, count, input, space, place, input.width, allowsMissing) }
                    if !isSound { throw fault(input, column, 1, [.nan], start, allowsMissing) }
                case .texts(let texts, let offset, let stride):
                    guard input.kind == .text else { throw InferenceFault("column \(name(column)) takes numbers, not texts") }
                    for row in 0..<count {
                        space.texts[input.slot][row * input.width + place] = texts[offset + (start + row) * stride]
                    }
                }
                column += 1
            }
        }
    }

    /// False when a value is missing that must not be, is no whole number where one is needed, or is beyond a float.
    @inline(__always)
    private static func put(
        _ from: UnsafePointer<Double>, _ stride: Int, _ count: Int, _ input: InputBinding.Input, _ space: Workspace, _ place: Int,
        _ step: Int, _ allowsMissing: Bool
    ) -> Bool {
        var isSound = true
        var isTooLarge = false
        switch input.kind {
        case .float:
            let to = space.pointer(input.slot, as: Float.self) + place
            for index in 0..<count {
                let value = Float(from[index * stride])
                to[index * step] = value
                if value.isInfinite { isTooLarge = true }
                if value.isNaN { isSound = false }
            }
        case .double:
            let to = space.pointer(input.slot, as: Double.self) + place
            for index in 0..<count {
                to[index * step] = from[index * stride]
                if from[index * stride].isNaN { isSound = false }
            }
        case .int:
            let to = space.pointer(input.slot, as: Int64.self) + place
            for index in 0..<count {
                guard let whole = Int64(exactly: from[index * stride]) else { return false }
                to[index * step] = whole
            }
        case .text: return false
        }
        return !isTooLarge && (isSound || allowsMissing)
    }

    private func name(_ column: Int) -> String { binding.names.map { "'\($0[column])'" } ?? "\(column)" }

    private func fault(
        _ input: InputBinding.Input, _ column: Int, _ width: Int, _ values: ArraySlice<Double>, _ start: Int, _ allowsMissing: Bool
    ) -> InferenceFault {
        if input.kind == .text { return InferenceFault("column \(name(column)) takes texts, not numbers") }
        let wrong = values.firstIndex { value in
            switch input.kind {
            case .int: Int64(exactly: value) == nil
            default: value.isNaN ? !allowsMissing : Float(value).isInfinite
            }
        } ?? values.startIndex
        let offset = wrong - values.startIndex
        let place = "row \(start + offset / width), column \(name(column + offset % width))"
        if values[wrong].isNaN { return InferenceFault("\(place) has no value, and the model takes none that are missing") }
        let wanted = input.kind == .int ? "whole numbers" : "numbers that a float32 holds"
        return InferenceFault("\(place) is \(values[wrong]), and the model takes \(wanted) there")
    }
}
