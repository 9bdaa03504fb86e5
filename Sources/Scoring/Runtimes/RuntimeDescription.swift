package import Domain

/// What a runtime knows of the model that it answers with.
package struct RuntimeDescription: Sendable, Hashable {
    /// What evaluates it, as model servers call such things: `python`, `mlflow_pyfunc`, `onnxruntime_onnx`.
    package var platform: String
    /// Nil while it is not known what the model takes and gives.
    package var signature: ModelSignature?

    package init(platform: String, signature: ModelSignature? = nil) {
        self.platform = platform
        self.signature = signature
    }
}

/// What a runtime takes, and so who translates a caller's dialect.
package enum RuntimeInterface: Sendable, Hashable {
    /// It reads every dialect's body itself and answers in the dialect's form.
    case dialects
    /// A script: it gets bodies as they are, and tables of tensors.
    case script
    /// A model loaded by MLflow: it reads Azure's and MLflow's bodies.
    case mlflowModel
}

extension ScoringRuntime {
    package var interface: RuntimeInterface { .dialects }
    package var modelVersion: String? { nil }
    package func description() async -> RuntimeDescription { RuntimeDescription(platform: "atelier") }

    package func instruments() async -> RuntimeInstruments {
        let statistics = await statistics()
        var instruments = RuntimeInstruments()
        instruments.inFlight = statistics.inFlight
        instruments.queued = statistics.queued
        return instruments
    }
}
