import Domain

extension OnnxGraph {
    /// Reads a file's bytes. Field numbers are those of onnx.proto.
    init(reading bytes: UnsafeRawBufferPointer) throws(OnnxFault) {
        var reader = ProtobufReader(bytes)
        var graph: UnsafeRawBufferPointer?
        while try reader.next() {
            switch reader.field {
            case 7: graph = try reader.message()
            case 8:
                let (domain, version) = try Self.opset(try reader.message())
                opsets[domain == "ai.onnx" ? "" : domain] = max(version, opsets[domain] ?? 0)
            default: try reader.skip()
            }
        }
        guard let graph else { throw .damaged }
        try read(graph)
    }

    private static func opset(_ bytes: UnsafeRawBufferPointer) throws(OnnxFault) -> (String, Int64) {
        var reader = ProtobufReader(bytes)
        var (domain, version) = ("", Int64(0))
        while try reader.next() {
            switch reader.field {
            case 1: domain = try reader.text()
            case 2: version = try reader.int()
            default: try reader.skip()
            }
        }
        return (domain, version)
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer) throws(OnnxFault) {
        var reader = ProtobufReader(bytes)
        while try reader.next() {
            switch reader.field {
            case 1: nodes.append(try OnnxNode(reading: try reader.message()))
            case 5:
                let tensor = try OnnxTensor(reading: try reader.message())
                constants[tensor.name] = tensor
            case 11: inputs.append(try OnnxPort(reading: try reader.message()))
            case 12: outputs.append(try OnnxPort(reading: try reader.message()))
            case 15: throw .unsupported("it has sparse constants")
            default: try reader.skip()
            }
        }
    }
}

extension OnnxNode {
    fileprivate init(reading bytes: UnsafeRawBufferPointer) throws(OnnxFault) {
        var reader = ProtobufReader(bytes)
        var domain = ""
        while try reader.next() {
            switch reader.field {
            case 1: inputs.append(try reader.text())
            case 2: outputs.append(try reader.text())
            case 4: operation = try reader.text()
            case 5:
                let (name, attribute) = try OnnxAttribute.read(try reader.message())
                attributes[name] = attribute
            case 7: domain = try reader.text()
            default: try reader.skip()
            }
        }
        guard ["", "ai.onnx", "ai.onnx.ml"].contains(domain) else {
            throw .unsupported("it uses the operator \(domain).\(operation)")
        }
    }
}

extension OnnxAttribute {
    fileprivate static func read(_ bytes: UnsafeRawBufferPointer) throws(OnnxFault) -> (String, OnnxAttribute) {
        var reader = ProtobufReader(bytes)
        var name = ""
        var attribute = OnnxAttribute()
        while try reader.next() {
            switch reader.field {
            case 1: name = try reader.text()
            case 2: attribute.float = try reader.float()
            case 3: attribute.int = try reader.int()
            case 4: attribute.text = try reader.text()
            case 5: attribute.tensor = try OnnxTensor(reading: try reader.message())
            case 6: throw .unsupported("it has a graph inside an operator")
            case 7: try reader.numbers(into: &attribute.floats, wire: .fixed32)
            case 8: try reader.ints(into: &attribute.ints)
            case 9: attribute.texts.append(try reader.text())
            default: try reader.skip()
            }
        }
        return (name, attribute)
    }
}

extension OnnxPort {
    fileprivate init(reading bytes: UnsafeRawBufferPointer) throws(OnnxFault) {
        var reader = ProtobufReader(bytes)
        while try reader.next() {
            switch reader.field {
            case 1: name = try reader.text()
            case 2: try readType(try reader.message())
            default: try reader.skip()
            }
        }
    }

    private mutating func readType(_ bytes: UnsafeRawBufferPointer) throws(OnnxFault) {
        var reader = ProtobufReader(bytes)
        while try reader.next() {
            guard reader.field == 1 else {
                try reader.skip()
                continue
            }
            var tensor = ProtobufReader(try reader.message())
            while try tensor.next() {
                switch tensor.field {
                case 1: type = OnnxElementType(number: try tensor.int())
                case 2: try readShape(try tensor.message())
                default: try tensor.skip()
                }
            }
        }
    }

    private mutating func readShape(_ bytes: UnsafeRawBufferPointer) throws(OnnxFault) {
        var reader = ProtobufReader(bytes)
        while try reader.next() {
            guard reader.field == 1 else {
                try reader.skip()
                continue
            }
            var dimension = ProtobufReader(try reader.message())
            var length: Int?
            while try dimension.next() {
                if dimension.field == 1 {
                    // Exporters write 0 and -1 for what varies, too.
                    length = Int(exactly: try dimension.int()).flatMap { $0 > 0 ? $0 : nil }
                } else {
                    try dimension.skip()
                }
            }
            shape.append(length)
        }
    }
}

extension OnnxTensor {
    fileprivate init(reading bytes: UnsafeRawBufferPointer) throws(OnnxFault) {
        var reader = ProtobufReader(bytes)
        var dimensions: [Int64] = []
        var floats: [Float] = []
        var doubles: [Double] = []
        var ints: [Int64] = []
        var texts: [String] = []
        var raw: UnsafeRawBufferPointer?
        var number: Int64 = 1
        while try reader.next() {
            switch reader.field {
            case 1: try reader.ints(into: &dimensions)
            case 2: number = try reader.int()
            case 4: try reader.numbers(into: &floats, wire: .fixed32)
            case 5, 7: try reader.ints(into: &ints)
            case 6: texts.append(try reader.text())
            case 8: name = try reader.text()
            case 9: raw = try reader.message()
            case 10: try reader.numbers(into: &doubles, wire: .fixed64)
            case 13: throw .unsupported("it keeps constants in other files")
            default: try reader.skip()
            }
        }
        guard let type = OnnxElementType(number: number) else { throw .unsupported("it has constants of type \(number)") }
        self.type = type
        var count = 1
        for dimension in dimensions {
            guard let length = Int(exactly: dimension), length >= 0, length < 1 << 32 else { throw .damaged }
            shape.append(length)
            let (product, overflows) = count.multipliedReportingOverflow(by: length)
            guard !overflows else { throw .damaged }
            count = product
        }
        switch type {
        case .float32: values = .floats(try raw.map { raw throws(OnnxFault) in try Self.unpack(raw) } ?? floats)
        case .float64: values = .doubles(try raw.map { raw throws(OnnxFault) in try Self.unpack(raw) } ?? doubles)
        case .int64: values = .ints(try raw.map { raw throws(OnnxFault) in try Self.unpack(raw) } ?? ints)
        case .int32:
            let narrow: [Int32]? = try raw.map { raw throws(OnnxFault) in try Self.unpack(raw) }
            values = .ints(narrow?.map(Int64.init) ?? ints)
        case .bool:
            let bytes: [UInt8]? = try raw.map { raw throws(OnnxFault) in try Self.unpack(raw) }
            values = .ints(bytes?.map(Int64.init) ?? ints)
        case .text: values = .texts(texts)
        default: throw .unsupported("it has constants of type \(type.type.rawValue)")
        }
        guard valueCount == count else { throw .damaged }
    }

    private static func unpack<Number>(_ raw: UnsafeRawBufferPointer) throws(OnnxFault) -> [Number] {
        let size = MemoryLayout<Number>.size
        guard raw.count.isMultiple(of: size) else { throw .damaged }
        return (0..<raw.count / size).map { raw.loadUnaligned(fromByteOffset: $0 * size, as: Number.self) }
    }

    private var valueCount: Int {
        switch values {
        case .floats(let values): values.count
        case .doubles(let values): values.count
        case .ints(let values): values.count
        case .texts(let values): values.count
        }
    }
}
