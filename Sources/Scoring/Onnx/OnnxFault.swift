/// Why the native evaluator does not take an ONNX file.
package enum OnnxFault: Error, Sendable, Hashable {
    /// The file is not ONNX, or is cut off.
    case damaged
    /// It is sound as far as it was read, but not for us: ONNX Runtime may take it. A sentence's end, e.g.
    /// `it uses the operator Conv`.
    case unsupported(String)
    /// It contradicts itself.
    case invalid(String)

    package var text: String {
        switch self {
        case .damaged: "it is not a whole ONNX file"
        case .unsupported(let why), .invalid(let why): why
        }
    }
}
