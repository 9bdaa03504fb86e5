/// How a caller speaks: which body it sends, and which form answers and errors have.
enum Dialect: Int, Sendable, Hashable, CaseIterable {
    /// `POST /score`: the body is the script's own, or `input_data`, `data` … for a model without a script.
    case azure = 0
    /// `POST /v2/models/NAME/infer`: named tensors, as Triton and KServe's second version take them.
    case openInference
    /// `POST /invocations`: MLflow's scoring server, and SageMaker's containers.
    case mlflow
    /// `POST /v1/models/NAME:predict`: KServe's first version, and TensorFlow Serving.
    case kserve
    /// `POST /predict` and `…/endpoints/ID:predict`: Vertex AI.
    case vertex

    /// The `protocol` of the metrics.
    var label: StaticString {
        switch self {
        case .azure: "azure"
        case .openInference: "open_inference"
        case .mlflow: "mlflow"
        case .kserve: "kserve"
        case .vertex: "vertex"
        }
    }
}
