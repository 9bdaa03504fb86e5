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
    var type: OnnxElementType?
    /// Nil for a length that varies.
    var shape: [Int?] = []
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
    var type = OnnxElementType.float32
    var values = Values.floats([])
}
