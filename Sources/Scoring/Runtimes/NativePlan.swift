package import Domain

/// What a deployment without Python runs: everything decided, nothing left to resolve.
package struct NativePlan: Sendable, Hashable {
    package var endpoint: EndpointName
    package var deployment: DeploymentName
    /// The model's file, an absolute path.
    package var modelFile: String
    package var engine: NativeEngine
    /// What the model's metadata say; nil leaves it to the file itself.
    package var signature: ModelSignature?
    /// Requests that are scored at once.
    package var instances: Int
    /// The threads that the library may use for one request.
    package var threads: Int
    package var requestSettings: RequestSettings
    /// What the runtime has to say is appended here.
    package var logPath: String
    /// A larger request body is refused with 413.
    package var maximumBody: ByteCount
    package var answer: NativeAnswer
    /// Of the registered model.
    package var modelVersion: String?
    /// What is kept of its traffic; nil for nothing.
    package var collection: CollectionPlan?

    package init(
        endpoint: EndpointName, deployment: DeploymentName, modelFile: String, engine: NativeEngine,
        signature: ModelSignature? = nil, instances: Int = 1, threads: Int = 1,
        requestSettings: RequestSettings = RequestSettings(), logPath: String,
        maximumBody: ByteCount = RequestSettings.longestBody, answer: NativeAnswer = .raw,
        modelVersion: String? = nil, collection: CollectionPlan? = nil
    ) {
        self.endpoint = endpoint
        self.deployment = deployment
        self.modelFile = modelFile
        self.engine = engine
        self.signature = signature
        self.instances = max(1, instances)
        self.threads = max(1, threads)
        self.requestSettings = requestSettings
        self.logPath = logPath
        self.maximumBody = maximumBody
        self.answer = answer
        self.modelVersion = modelVersion
        self.collection = collection
    }

    /// Azure's rule, as for workers: more than twice `max_concurrent_requests_per_instance` × instances at once is
    /// answered 429.
    var requestLimit: Int { 2 * max(1, requestSettings.maxConcurrentRequestsPerInstance) * instances }
}

/// What evaluates a model in the engine's threads.
package enum NativeEngine: Codable, Sendable, Hashable {
    /// Our own evaluator of linear models and pipelines in ONNX.
    case pipeline
    /// What was learnt here, as `model.json` keeps it.
    case learned
    /// XGBoost's C library at this path.
    case xgboost(library: String)
    /// ONNX Runtime's C library at this path.
    case onnxRuntime(library: String)
}
