package import Domain

/// A loaded model that answers on whatever thread asks: the native evaluator, XGBoost, ONNX Runtime.
package protocol InferenceModel: AnyObject, Sendable {
    var signature: ModelSignature { get }
    /// The first dimension of inputs and outputs is rows that do not depend on each other, so that the rows of several
    /// requests may be scored as one.
    var isBatchable: Bool { get }

    /// Outputs in the model's order, or those that are asked for. Throws `InferenceFault` with 400 for inputs that do not
    /// fit (a column missing or unknown, a wrong width or type), which says what the model takes.
    func predict(_ request: InferenceRequest) throws(InferenceFault) -> [Tensor]
}
