/// What a model takes and gives, as its file says it: an MLflow signature, the inputs of an ONNX graph, XGBoost's feature
/// names.
package struct ModelSignature: Codable, Sendable, Hashable {
    package var inputs: [TensorSpec]
    package var outputs: [TensorSpec]

    package init(inputs: [TensorSpec], outputs: [TensorSpec] = []) {
        self.inputs = inputs
        self.outputs = outputs
    }
}

/// One input or output: a tensor, or a column of a table (shape `[nil]`).
package struct TensorSpec: Codable, Sendable, Hashable {
    /// Empty for the only tensor of a model that names none.
    package var name: String
    package var type: ElementType
    /// Nil is a length that varies; the first is the rows.
    package var shape: [Int?]
    /// MLflow's `required: false`: a request may leave the column out.
    package var isOptional: Bool

    package init(name: String, type: ElementType, shape: [Int?], isOptional: Bool = false) {
        self.name = name
        self.type = type
        self.shape = shape
        self.isOptional = isOptional
    }
}
