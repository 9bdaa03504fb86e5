/// What an MLflow model says of itself in its `MLmodel` file.
package struct MLflowModel: Codable, Sendable, Hashable {
    /// By flavor, its plain settings: `onnx` has `data` and `onnx_version`, `xgboost` has `data`, `model_class` and
    /// `xgb_version`.
    package var flavors: [String: [String: String]]
    package var signature: ModelSignature?

    package init(flavors: [String: [String: String]], signature: ModelSignature? = nil) {
        self.flavors = flavors
        self.signature = signature
    }
}
