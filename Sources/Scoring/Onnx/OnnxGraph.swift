import Domain

/// An ONNX file as far as scoring needs it.
struct OnnxGraph {
    var nodes: [OnnxNode] = []
    var constants: [String: OnnxTensor] = [:]
    var inputs: [OnnxPort] = []
    var outputs: [OnnxPort] = []
    /// By domain; `ai.onnx` is the empty one.
    var opsets: [String: Int64] = [:]
}

/// An input or output of the graph.
struct OnnxPort {
    var name = ""
    /// Nil for what is no tensor, e.g. the maps of ZipMap.
    var type: OnnxType?
    /// Nil for a length that varies.
    var shape: [Int?] = []
}

/// Element types by their numbers in ONNX.
enum OnnxType: Int64 {
    case float = 1, uint8, int8, uint16, int16, int32, int64, text, bool, float16, double, uint32, uint64

    var element: ElementType {
        switch self {
        case .float: .float32
        case .uint8: .uint8
        case .int8: .int8
        case .uint16: .uint16
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .text: .text
        case .bool: .bool
        case .float16: .float16
        case .double: .float64
        case .uint32: .uint32
        case .uint64: .uint64
        }
    }
}

struct OnnxNode {
    var operation = ""
    var inputs: [String] = []
    var outputs: [String] = []
    var attributes: [String: OnnxAttribute] = [:]
}

struct OnnxAttribute {
    var float: Float = 0
    var int: Int64 = 0
    var text = ""
    var floats: [Float] = []
    var ints: [Int64] = []
    var texts: [String] = []
    var tensor: OnnxTensor?
}

struct OnnxTensor {
    enum Values {
        case floats([Float])
        case doubles([Double])
        case ints([Int64])
        case texts([String])
    }

    var name = ""
    var shape: [Int] = []
    var type = OnnxType.float
    var values = Values.floats([])
}
