/// What a request asks of a model, whatever dialect it came in.
package struct InferenceRequest: Sendable, Hashable {
    package enum Inputs: Sendable, Hashable {
        /// Rows of numbers.
        case matrix(FeatureMatrix)
        /// A tensor each, or a column each (shape `[rows]`), by name.
        case tensors([Tensor])
    }

    package enum Outputs: Sendable, Hashable {
        /// What a caller takes who asks for nothing else: a classifier's labels.
        case first
        case all
        /// By name, in this order.
        case named([String])
    }

    package var inputs: Inputs
    package var outputs: Outputs

    package init(_ inputs: Inputs, outputs: Outputs = .all) {
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
