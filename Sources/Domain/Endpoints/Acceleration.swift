/// Whether a model of MLflow that would need Python is converted to ONNX for the engine's own threads (`accelerate`, an
/// extension of Atelier's).
package enum Acceleration: String, Codable, Sendable, CaseIterable {
    /// Converted when it can be and the graph answers as the model does; Python workers otherwise, saying so.
    case auto
    case off
}
