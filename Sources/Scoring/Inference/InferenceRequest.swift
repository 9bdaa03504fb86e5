/// What a request asks of a model, whatever dialect it came in.
package struct InferenceRequest: Sendable, Hashable {
    package enum Inputs: Sendable, Hashable {
        /// Rows of numbers.
        case matrix(FeatureMatrix)
        /// A tensor each, or a column each (shape `[rows]`), by name.
        case tensors([Tensor])
    }

    package var inputs: Inputs
    /// The outputs asked for by name, in this order; nil is the model's own choice.
    package var outputs: [String]?

    package init(_ inputs: Inputs, outputs: [String]? = nil) {
        self.inputs = inputs
        self.outputs = outputs
    }

    package var rows: Int {
        switch inputs {
        case .matrix(let matrix): matrix.rows
        case .tensors(let tensors): tensors.first?.shape.first ?? 0
        }
    }
}
