/// A library that evaluates models in the engine's own threads, by the name of its Python package.
package enum RuntimeName: String, Codable, Sendable, CaseIterable {
    case xgboost
    case onnxruntime

    /// As its makers write it.
    package var title: String {
        switch self {
        case .xgboost: "XGBoost"
        case .onnxruntime: "ONNX Runtime"
        }
    }

    package var installation: String { "atelier runtime install \(rawValue)" }

    package func installation(of version: String) -> String { "\(installation) --version \(version)" }
}
