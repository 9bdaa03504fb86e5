import Domain

/// Element types by their numbers in ONNX files (`TensorProto.DataType`), which ONNX Runtime's C API has as well
/// (`ONNXTensorElementDataType`).
enum OnnxElementType: Int32, Sendable {
    case float32 = 1, uint8, int8, uint16, int16, int32, int64, text, bool, float16, float64, uint32, uint64

    /// As a file has it.
    init?(number: Int64) {
        guard let number = Int32(exactly: number) else { return nil }
        self.init(rawValue: number)
    }

    var type: ElementType {
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
