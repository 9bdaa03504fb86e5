import Glibc

/// What turns scores into probabilities, as ONNX Runtime's ml operators compute it.
enum Activation: String {
    case none = "NONE"
    case softmax = "SOFTMAX"
    case logistic = "LOGISTIC"

    init(_ node: OnnxNode) throws(OnnxFault) {
        let name = node.attributes["post_transform"]?.text ?? "NONE"
        guard let found = Activation(rawValue: name) else {
            throw .unsupported("it uses the operator \(node.operation) with the transform \(name)")
        }
        self = found
    }

    @inline(__always)
    func apply(_ scores: UnsafeMutablePointer<Float>, _ count: Int) {
        switch self {
        case .none: break
        case .softmax: Self.softmax(scores, count)
        case .logistic: for index in 0..<count { scores[index] = Self.logistic(scores[index]) }
        }
    }

    static func logistic(_ x: Float) -> Float {
        let tail = 1 / (1 + expf(-abs(x)))
        return x < 0 ? 1 - tail : tail
    }

    static func softmax(_ x: UnsafeMutablePointer<Float>, _ count: Int) {
        guard count > 0 else { return }
        var top = x[0]
        for index in 1..<max(1, count) { top = max(top, x[index]) }
        var sum: Float = 0
        for index in 0..<count {
            x[index] = expf(x[index] - top)
            sum += x[index]
        }
        for index in 0..<count { x[index] /= sum }
    }
}
