/// The operators of ai.onnx.ml that prepare features.
extension GraphCompiler {
    mutating func impute(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        let size = value.size
        switch value.kind {
        case .float:
            let filling = Self.spread(node.attributes["imputed_value_floats"]?.floats ?? [], size)
            let replaced = node.attributes["replaced_value_float"]?.float ?? 0
            try impute(node, value, filling) { (x: Float) in replaced.isNaN ? x.isNaN : x == replaced }
            takesMissing = takesMissing || replaced.isNaN
        case .int:
            let filling = Self.spread(node.attributes["imputed_value_int64s"]?.ints ?? [], size)
            let replaced = node.attributes["replaced_value_int64"]?.int ?? 0
            try impute(node, value, filling) { (x: Int64) in x == replaced }
        default: throw unsupported(node, "on doubles or texts")
        }
    }

    private mutating func impute<Number: SlotNumber>(
        _ node: OnnxNode, _ value: Value, _ filling: [Number], _ isMissing: @escaping @Sendable (Number) -> Bool
    ) throws(OnnxFault) {
        let size = value.size
        guard filling.count == size else { throw .invalid("the values of its operator Imputer do not match its input") }
        let result = try result(node, value.kind, value.shape)
        let (from, to) = (value.slot, result.slot)
        steps.append { space, rows in
            var x = space.pointer(from, as: Number.self)
            var y = space.pointer(to, as: Number.self)
            for _ in 0..<rows {
                for index in 0..<size { y[index] = isMissing(x[index]) ? filling[index] : x[index] }
                x += size
                y += size
            }
        }
    }

    mutating func binarise(_ node: OnnxNode) throws(OnnxFault) {
        let value = try floats(try rows(node))
        let threshold = node.attributes["threshold"]?.float ?? 0
        let result = try result(node, .float, value.shape)
        let (from, to, size) = (value.slot, result.slot, value.size)
        steps.append { space, rows in
            let (x, y) = (space.pointer(from, as: Float.self), space.pointer(to, as: Float.self))
            for index in 0..<rows * size { y[index] = x[index] > threshold ? 1 : 0 }
        }
    }

    mutating func featureVectorizer(_ node: OnnxNode) throws(OnnxFault) {
        var parts: [Value] = []
        for index in node.inputs.indices { parts.append(try floats(try rows(node, index))) }
        let result = try result(node, .float, [parts.reduce(0) { $0 + $1.size }])
        var offset = 0
        for part in parts {
            copy(part, to: result, runs: [(0, offset, part.size)])
            offset += part.size
        }
    }

    mutating func oneHot(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        let texts = node.attributes["cats_strings"]?.texts ?? []
        let ints = node.attributes["cats_int64s"]?.ints ?? []
        let allowsUnknown = node.attributes["zeros"]?.int ?? 1 != 0
        guard texts.isEmpty != ints.isEmpty, texts.isEmpty == (value.kind != .text) else {
            throw .invalid("the categories of its operator OneHotEncoder do not match its input")
        }
        let width = max(texts.count, ints.count)
        let result = try result(node, .float, value.shape + [width])
        let columns = OneHotColumns(slot: result.slot, width: width, allowsUnknown: allowsUnknown)
        if value.kind == .text {
            encodeTexts(value.slot, value.size, Self.places(texts), columns)
        } else {
            encode(value, Self.places(ints), columns)
        }
    }

    private mutating func encodeTexts(_ slot: Int, _ size: Int, _ places: [String: Int], _ columns: OneHotColumns) {
        let step: Step = { (space: Workspace, rows: Int) throws(InferenceFault) -> Void in
            try columns.set(space.texts[slot].prefix(rows * size).map { places[$0] }, in: space)
        }
        steps.append(step)
    }

    private mutating func encode(_ value: Value, _ places: [Int64: Int], _ columns: OneHotColumns) {
        let (from, size, kind) = (value.slot, value.size, value.kind)
        let step: Step = { (space: Workspace, rows: Int) throws(InferenceFault) -> Void in
            let categories = (0..<rows * size).map { index -> Int? in
                switch kind {
                case .float: places[Self.whole(Double(space.pointer(from, as: Float.self)[index]))]
                case .double: places[Self.whole(space.pointer(from, as: Double.self)[index])]
                default: places[space.pointer(from, as: Int64.self)[index]]
                }
            }
            try columns.set(categories, in: space)
        }
        steps.append(step)
    }

    /// Where each category stands; the first counts when one is there twice.
    private static func places<Category: Hashable>(_ categories: [Category]) -> [Category: Int] {
        Dictionary(categories.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    // MARK: LabelEncoder

    mutating func labels(_ node: OnnxNode) throws(OnnxFault) {
        let value = try rows(node)
        guard let keys = Self.table(node, "keys"), let answers = Self.table(node, "values") else {
            throw unsupported(node, "in its first version")
        }
        switch (value.kind, keys) {
        case (.text, .texts(let keys)):
            try encode(node, value, keys, answers) { space, slot, index in space.texts[slot][index] }
        case (.int, .ints(let keys)):
            try encode(node, value, keys, answers) { space, slot, index in space.pointer(slot, as: Int64.self)[index] }
        case (.float, .floats(let keys)):
            // NaN is a key like any other: compared by its bits.
            try encode(node, value, keys.map { $0.isNaN ? .max : ($0 + 0).bitPattern }, answers) { space, slot, index in
                let x = space.pointer(slot, as: Float.self)[index]
                return x.isNaN ? .max : (x + 0).bitPattern
            }
            if keys.contains(where: \.isNaN) { takesMissing = true }
        default: throw unsupported(node, "from such keys")
        }
    }

    private static func table(_ node: OnnxNode, _ name: String) -> OnnxTensor.Values? {
        if let tensor = node.attributes["\(name)_tensor"]?.tensor { return tensor.values }
        if let texts = node.attributes["\(name)_strings"]?.texts { return .texts(texts) }
        if let ints = node.attributes["\(name)_int64s"]?.ints { return .ints(ints) }
        if let floats = node.attributes["\(name)_floats"]?.floats { return .floats(floats) }
        return nil
    }

    private mutating func encode<Key: Hashable & Sendable>(
        _ node: OnnxNode, _ value: Value, _ keys: [Key], _ answers: OnnxTensor.Values,
        _ key: @escaping @Sendable (Workspace, Int, Int) -> Key
    ) throws(OnnxFault) {
        let places = Dictionary(keys.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let (from, size) = (value.slot, value.size)
        let filling = node.attributes["default_tensor"]?.tensor?.values
        func checked(_ count: Int) throws(OnnxFault) {
            guard count == keys.count else { throw .invalid("the keys and values of its operator LabelEncoder do not match") }
        }
        func put<Answer: SlotNumber>(_ answers: [Answer], _ other: Answer, _ kind: Kind) throws(OnnxFault) {
            try checked(answers.count)
            let to = try result(node, kind, value.shape).slot
            steps.append { space, rows in
                let y = space.pointer(to, as: Answer.self)
                for index in 0..<rows * size { y[index] = places[key(space, from, index)].map { answers[$0] } ?? other }
            }
        }
        switch answers {
        case .floats(let answers):
            var other = node.attributes["default_float"]?.float ?? -0.0
            if case .floats(let values)? = filling, let first = values.first { other = first }
            try put(answers, other, .float)
        case .ints(let answers):
            var other = node.attributes["default_int64"]?.int ?? -1
            if case .ints(let values)? = filling, let first = values.first { other = first }
            try put(answers, other, .int)
        case .doubles(let answers):
            var other = 0.0
            if case .doubles(let values)? = filling, let first = values.first { other = first }
            try put(answers, other, .double)
        case .texts(let answers):
            try checked(answers.count)
            var other = node.attributes["default_string"]?.text ?? "_Unused"
            if case .texts(let values)? = filling, let first = values.first { other = first }
            let to = try result(node, .text, value.shape).slot
            let filler = other
            steps.append { space, rows in
                for index in 0..<rows * size {
                    space.texts[to][index] = places[key(space, from, index)].map { answers[$0] } ?? filler
                }
            }
        }
    }
}
