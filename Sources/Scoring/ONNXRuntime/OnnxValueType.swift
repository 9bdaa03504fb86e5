import Domain

/// The type of an input or output of a graph.
struct OnnxValueType: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case tensor(OnnxElementType, shape: [Int?])
        /// A sequence, such as a classifier's probabilities as a map a row.
        case sequence
        case map
        case other
    }

    let name: String
    let kind: Kind

    var spec: TensorSpec {
        switch kind {
        case .tensor(let element, let shape): TensorSpec(name: name, type: element.type ?? .float32, shape: shape)
        case .sequence: TensorSpec(name: name, type: .float32, shape: [nil, nil])
        case .map, .other: TensorSpec(name: name, type: .float32, shape: [nil])
        }
    }

    /// Its first dimension is a number of rows that may vary.
    var hasRows: Bool {
        switch kind {
        case .tensor(_, let shape): shape.first.map { $0 == nil } ?? false
        case .sequence: true
        case .map, .other: false
        }
    }
}

/// `ONNXTensorElementDataType`
enum OnnxElementType: Int32, Sendable {
    case float32 = 1, uint8, int8, uint16, int16, int32, int64, text, bool, float16, float64, uint32, uint64

    var type: ElementType? {
        switch self {
        case .float32: .float32
        case .uint8: .uint8
        case .int8: .int8
        case .uint16: .uint16
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .text: .text
        case .bool: .bool
        case .float16: .float16
        case .float64: .float64
        case .uint32: .uint32
        case .uint64: .uint64
        }
    }

    /// Bytes of one.
    var size: Int {
        switch self {
        case .uint8, .int8, .bool: 1
        case .uint16, .int16, .float16: 2
        case .float32, .int32, .uint32: 4
        case .int64, .float64, .uint64: 8
        case .text: 0
        }
    }
}
