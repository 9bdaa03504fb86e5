import Domain

/// Reads one Open Inference body.
struct OpenInferenceReader {
    /// One of the `inputs` as it is written.
    private struct Input {
        var name: String?
        var shape: [Int]?
        var type: ElementType?
        var data: Tensor?
        var binarySize: Int?
    }

    var scanner: JSONScanner
    /// What is behind the JSON and not taken yet.
    var binary: UnsafeRawBufferPointer
    private var request = OpenInferenceRequest()

    init(scanner: JSONScanner, binary: UnsafeRawBufferPointer) {
        self.scanner = scanner
        self.binary = binary
    }

    mutating func read() throws(InferenceFault) -> OpenInferenceRequest {
        var seen: Set<String> = []
        scanner.skipBlanks()
        guard scanner.byte == UInt8(ascii: "{") else { throw scanner.unexpected("'{'") }
        try members { (reader, name) throws(InferenceFault) in
            guard seen.insert(name).inserted else { throw InferenceFault("the body has '\(name)' twice") }
            switch name {
            case "id": reader.request.id = try reader.identifier()
            case "inputs": try reader.list(of: name) { reader throws(InferenceFault) in try reader.input() }
            case "outputs":
                reader.request.outputs = []
                try reader.list(of: name) { reader throws(InferenceFault) in try reader.output() }
            case "parameters":
                try reader.parameters { (reader, name) throws(InferenceFault) in
                    guard name == "binary_data_output" else { return false }
                    reader.request.isBinary = try reader.flag(name)
                    return true
                }
            default: _ = try reader.scanner.skipValue()
            }
        }
        scanner.skipBlanks()
        guard scanner.at == scanner.count else {
            throw scanner.fault("something follows its end at byte \(scanner.at)")
        }
        guard !request.inputs.isEmpty else {
            throw InferenceFault("the body has no 'inputs': write a list of {\"name\", \"shape\", \"datatype\", \"data\"}")
        }
        guard binary.isEmpty else {
            throw InferenceFault("\(binary.count) bytes follow the data that the inputs' binary_data_size announce")
        }
        let names = request.inputs.map(\.name)
        if let twice = ColumnReader.repeated(names) {
            throw InferenceFault("the input '\(JSONScanner.shortened(twice))' is given twice")
        }
        return request
    }

    // MARK: Parts

    private mutating func input() throws(InferenceFault) {
        var input = Input()
        try members { (reader, name) throws(InferenceFault) in
            switch name {
            case "name": input.name = try reader.text(name)
            case "shape": input.shape = try reader.shape()
            case "datatype":
                let text = try reader.text(name)
                guard let type = ElementType(rawValue: text) else {
                    let known = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
                    throw InferenceFault("datatype '\(JSONScanner.shortened(text))' is not known; there are: \(known)")
                }
                input.type = type
            case "data":
                guard reader.scanner.byte == UInt8(ascii: "[") else { throw reader.scanner.unexpected("the list of 'data'") }
                input.data = try reader.isEmptyList()
                    ? Tensor(name: "", shape: [0], elements: .float64([]))
                    : NestedList.read(&reader.scanner, name: "")
            case "parameters":
                try reader.parameters { (reader, name) throws(InferenceFault) in
                    guard name == "binary_data_size" else { return false }
                    input.binarySize = try reader.count(name)
                    return true
                }
            default: _ = try reader.scanner.skipValue()
            }
        }
        request.inputs.append(try tensor(input))
    }

    private mutating func output() throws(InferenceFault) {
        var name: String?
        var isBinary: Bool?
        try members { (reader, key) throws(InferenceFault) in
            switch key {
            case "name": name = try reader.text(key)
            case "parameters":
                try reader.parameters { (reader, key) throws(InferenceFault) in
                    guard key == "binary_data" else { return false }
                    isBinary = try reader.flag(key)
                    return true
                }
            default: _ = try reader.scanner.skipValue()
            }
        }
        guard let name else { throw InferenceFault("one of the 'outputs' has no 'name'") }
        request.outputs?.append(AnswerForm.Output(name: name, isBinary: isBinary))
    }

    private mutating func tensor(_ input: Input) throws(InferenceFault) -> Tensor {
        guard let name = input.name else { throw InferenceFault("one of the 'inputs' has no 'name'") }
        let shown = JSONScanner.shortened(name)
        guard let shape = input.shape else { throw InferenceFault("input '\(shown)' has no 'shape'") }
        guard let type = input.type else { throw InferenceFault("input '\(shown)' has no 'datatype'") }
        var count = 1
        for length in shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: length)
            guard !overflows else { throw InferenceFault("the shape \(shape) of input '\(shown)' is too large") }
            count = product
        }
        switch (input.data, input.binarySize) {
        case (let data?, nil):
            guard data.count == count else {
                throw InferenceFault(
                    "input '\(shown)' has the shape \(shape), which is \(count) elements, and 'data' has \(data.count)")
            }
            guard data.shape.count <= 1 || data.shape == shape else {
                throw InferenceFault("input '\(shown)' has the shape \(shape), and its 'data' are nested as \(data.shape)")
            }
            return Tensor(name: name, shape: shape, elements: try Self.elements(data.elements, as: type, of: shown))
        case (nil, let size?):
            guard size <= binary.count else {
                throw InferenceFault(
                    "input '\(shown)' announces \(size) bytes behind the JSON, where \(binary.count) are left")
            }
            let bytes = UnsafeRawBufferPointer(rebasing: binary[..<size])
            binary = UnsafeRawBufferPointer(rebasing: binary[size...])
            return Tensor(
                name: name, shape: shape, elements: try BinaryTensor.read(bytes, type, count: count, of: shown))
        case (nil, nil): throw InferenceFault("input '\(shown)' has neither 'data' nor a 'binary_data_size'")
        case (.some, .some): throw InferenceFault("input '\(shown)' has both 'data' and a 'binary_data_size'")
        }
    }

    /// Numbers of JSON as what the datatype says they are.
    private static func elements(
        _ elements: Tensor.Elements, as type: ElementType, of name: String
    ) throws(InferenceFault) -> Tensor.Elements {
        switch (elements, type) {
        case (.text, .text): return elements
        case (.float64(let none), .text) where none.isEmpty: return .text([])
        case (.float64(let values), _) where type != .text:
            switch type {
            case .float64: return elements
            case .float32, .float16: return .float32(values.map(Float.init))
            case .bool: return .bool(values.map { $0 != 0 })
            default:
                guard let range = type.integers else { return elements }
                var integers: [Int64] = []
                integers.reserveCapacity(values.count)
                for value in values {
                    guard let integer = Int64(exactly: value), range.contains(integer) else {
                        throw InferenceFault("input '\(name)' is \(type.rawValue), and \(value) is none")
                    }
                    integers.append(integer)
                }
                return .int64(integers)
            }
        default:
            throw InferenceFault(
                "input '\(name)' is \(type.rawValue), and its 'data' hold \(type == .text ? "numbers" : "texts")")
        }
    }

    // MARK: Values

    private mutating func members(
        _ member: (inout OpenInferenceReader, String) throws(InferenceFault) -> Void
    ) throws(InferenceFault) {
        guard scanner.take(UInt8(ascii: "{")) else { throw scanner.unexpected("'{'") }
        scanner.skipBlanks()
        guard !scanner.take(UInt8(ascii: "}")) else { return }
        repeat {
            let name = try scanner.key()
            try member(&self, name)
        } while try scanner.takesAnother(until: UInt8(ascii: "}"))
    }

    private mutating func list(
        of name: String, _ element: (inout OpenInferenceReader) throws(InferenceFault) -> Void
    ) throws(InferenceFault) {
        guard scanner.take(UInt8(ascii: "[")) else { throw scanner.unexpected("the list of '\(name)'") }
        scanner.skipBlanks()
        guard !scanner.take(UInt8(ascii: "]")) else { return }
        repeat { try element(&self) } while try scanner.takesAnother(until: UInt8(ascii: "]"))
    }

    /// Parameters that `known` does not take are read over: they are whatever a client likes to send.
    private mutating func parameters(
        _ known: (inout OpenInferenceReader, String) throws(InferenceFault) -> Bool
    ) throws(InferenceFault) {
        try members { (reader, name) throws(InferenceFault) in
            if !(try known(&reader, name)) { _ = try reader.scanner.skipValue() }
        }
    }

    /// Takes `[]`, when that is what comes.
    private mutating func isEmptyList() throws(InferenceFault) -> Bool {
        let start = scanner.at
        scanner.at += 1
        scanner.skipBlanks()
        if scanner.take(UInt8(ascii: "]")) { return true }
        scanner.at = start
        return false
    }

    private mutating func shape() throws(InferenceFault) -> [Int] {
        var shape: [Int] = []
        try list(of: "shape") { reader throws(InferenceFault) in shape.append(try reader.count("shape")) }
        return shape
    }

    private mutating func count(_ name: String) throws(InferenceFault) -> Int {
        guard scanner.byte &- 0x30 < 10, let value = Int(exactly: try scanner.number()), value <= 1 << 40 else {
            throw InferenceFault("'\(name)' holds what is not a whole number of 0 or more")
        }
        return value
    }

    private mutating func flag(_ name: String) throws(InferenceFault) -> Bool {
        if scanner.take(word: "true") { return true }
        if scanner.take(word: "false") { return false }
        throw InferenceFault("'\(name)' is neither true nor false")
    }

    private mutating func text(_ name: String) throws(InferenceFault) -> String {
        guard scanner.byte == UInt8(ascii: "\"") else { throw scanner.unexpected("the text of '\(name)'") }
        return try scanner.text()
    }

    /// Some clients send numbers, or null for none.
    private mutating func identifier() throws(InferenceFault) -> String? {
        switch scanner.byte {
        case UInt8(ascii: "\""): return try scanner.text()
        case UInt8(ascii: "n") where scanner.take(word: "null"): return nil
        default: throw scanner.unexpected("the text of 'id'")
        }
    }
}

extension ElementType {
    /// Of an integer type, what it can hold here; nil for other types.
    var integers: ClosedRange<Int64>? {
        switch self {
        case .uint8: 0...Int64(UInt8.max)
        case .uint16: 0...Int64(UInt16.max)
        case .uint32: 0...Int64(UInt32.max)
        case .uint64: 0...Int64.max
        case .int8: Int64(Int8.min)...Int64(Int8.max)
        case .int16: Int64(Int16.min)...Int64(Int16.max)
        case .int32: Int64(Int32.min)...Int64(Int32.max)
        case .int64: Int64.min...Int64.max
        case .bool, .float16, .float32, .float64, .text: nil
        }
    }
}
