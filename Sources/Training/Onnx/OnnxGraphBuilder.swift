/// An ONNX graph as it is put together: inputs, constants and operators, each naming what it takes. Field numbers are those of
/// onnx.proto.
struct OnnxGraphBuilder {
    /// The elements of a tensor, by their numbers in `TensorProto.DataType`.
    enum Element: Int64 {
        case float = 1, int64 = 7, text = 8, bool = 9, double = 11
    }

    enum Attribute {
        case int(Int64)
        case float(Float)
        case text(String)
        case ints([Int64])
        case floats([Float])
        case texts([String])
    }

    /// A length that varies is nil.
    enum Port {
        case tensor(Element, [Int?])
        /// A map a row from a class to its probability.
        case maps(Element)
    }

    private var nodes = ProtobufWriter()
    private var constants = ProtobufWriter()
    private var inputs = ProtobufWriter()
    private var outputs = ProtobufWriter()
    /// Names that are taken already.
    private var names: Set<String>
    private var numbers: [String: Int] = [:]

    /// Since they are the first with all that is written here; older runtimes take them too.
    private static let (version, opset, mlOpset): (Int64, Int64, Int64) = (8, 17, 3)

    /// - Parameter names: of inputs and outputs, which nothing else may be called.
    init(names: Set<String>) {
        self.names = names
    }

    // MARK: Parts

    mutating func input(_ name: String, _ port: Port) { inputs.message(11) { Self.write(name, port, &$0) } }
    mutating func output(_ name: String, _ port: Port) { outputs.message(12) { Self.write(name, port, &$0) } }

    /// Adds an operator with one output, and returns the output's name.
    @discardableResult
    mutating func node(
        _ operation: String, _ inputs: [String], _ attributes: KeyValuePairs<String, Attribute> = [:], ml: Bool = false,
        output: String? = nil
    ) -> String {
        let result = output ?? fresh(operation)
        add(operation, inputs, attributes, ml: ml, outputs: [result])
        return result
    }

    /// Adds an operator with two outputs.
    mutating func pair(
        _ operation: String, _ inputs: [String], _ attributes: KeyValuePairs<String, Attribute>
    ) -> (first: String, second: String) {
        let (first, second) = (fresh(operation), fresh(operation))
        add(operation, inputs, attributes, ml: false, outputs: [first, second])
        return (first, second)
    }

    private mutating func add(
        _ operation: String, _ inputs: [String], _ attributes: KeyValuePairs<String, Attribute>, ml: Bool, outputs: [String]
    ) {
        nodes.message(1) { node in
            for input in inputs { node.text(1, input) }
            for output in outputs { node.text(2, output) }
            node.text(3, outputs[0])
            node.text(4, operation)
            for (name, attribute) in attributes { node.message(5) { Self.write(name, attribute, &$0) } }
            if ml { node.text(7, "ai.onnx.ml") }
        }
    }

    mutating func numbers(_ values: [Double], _ shape: [Int]) -> String {
        constant(.double, shape) { $0.raw(9, values.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian) { Array($0) } }) }
    }

    mutating func wholes(_ values: [Int64], _ shape: [Int]) -> String {
        constant(.int64, shape) { $0.raw(9, values.flatMap { withUnsafeBytes(of: $0.littleEndian) { Array($0) } }) }
    }

    mutating func texts(_ values: [String], _ shape: [Int]) -> String {
        constant(.text, shape) { tensor in for value in values { tensor.text(6, value) } }
    }

    private mutating func constant(_ type: Element, _ shape: [Int], _ write: (inout ProtobufWriter) -> Void) -> String {
        let name = fresh("constant")
        constants.message(5) { tensor in
            tensor.ints(1, shape.lazy.map { Int64($0) })
            tensor.int(2, type.rawValue)
            write(&tensor)
            tensor.text(8, name)
        }
        return name
    }

    private mutating func fresh(_ stem: String) -> String {
        while true {
            numbers[stem, default: 0] += 1
            let name = "\(stem.lowercased())_\(numbers[stem] ?? 0)"
            if names.insert(name).inserted { return name }
        }
    }

    // MARK: Bytes

    /// The whole file.
    func model(producer: String, version: String) -> [UInt8] {
        var model = ProtobufWriter()
        model.int(1, Self.version)
        model.text(2, producer)
        model.text(3, version)
        var graph = nodes.bytes
        var name = ProtobufWriter()
        name.text(2, "model")
        graph += name.bytes + constants.bytes + inputs.bytes + outputs.bytes
        model.raw(7, graph)
        for (domain, version) in [("", Self.opset), ("ai.onnx.ml", Self.mlOpset)] {
            model.message(8) {
                $0.text(1, domain)
                $0.int(2, version)
            }
        }
        return model.bytes
    }

    private static func write(_ name: String, _ attribute: Attribute, _ message: inout ProtobufWriter) {
        message.text(1, name)
        switch attribute {
        case .float(let value):
            message.float(2, value)
            message.int(20, 1)
        case .int(let value):
            message.int(3, value)
            message.int(20, 2)
        case .text(let value):
            message.text(4, value)
            message.int(20, 3)
        case .floats(let values):
            message.floats(7, values)
            message.int(20, 6)
        case .ints(let values):
            message.ints(8, values)
            message.int(20, 7)
        case .texts(let values):
            for value in values { message.text(9, value) }
            message.int(20, 8)
        }
    }

    private static func write(_ name: String, _ port: Port, _ message: inout ProtobufWriter) {
        message.text(1, name)
        message.message(2) { type in
            switch port {
            case .tensor(let element, let shape):
                type.message(1) { tensor in
                    tensor.int(1, element.rawValue)
                    tensor.message(2) { lengths in
                        for length in shape {
                            lengths.message(1) { dimension in
                                if let length { dimension.int(1, Int64(length)) } else { dimension.text(2, "rows") }
                            }
                        }
                    }
                }
            case .maps(let key):
                type.message(4) { sequence in
                    sequence.message(1) { element in
                        element.message(5) { map in
                            map.int(1, key.rawValue)
                            map.message(2) { value in value.message(1) { $0.int(1, Element.float.rawValue) } }
                        }
                    }
                }
            }
        }
    }
}
