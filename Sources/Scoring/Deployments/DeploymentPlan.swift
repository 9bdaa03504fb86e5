package import Domain

/// What a deployment runs: everything decided, nothing left to resolve. `WorkerPool` carries it out.
package struct DeploymentPlan: Sendable, Hashable {
    package var endpoint: EndpointName
    package var deployment: DeploymentName
    /// The Python executable of the deployment's environment, an absolute path.
    package var python: String
    /// Where `WorkerScript.text` was written, an absolute path.
    package var workerScript: String
    /// The deployment's own copy of the code folder; the workers' working directory and `AML_APP_ROOT`.
    package var codeFolder: String
    /// The scoring script's path inside the code folder. Nil is the model itself, which MLflow loads from
    /// `modelDirectory`.
    package var scoringScript: String?
    /// `AZUREML_MODEL_DIR`: holds the basename of the registered path. Nil when no model was asked for.
    package var modelDirectory: String?
    /// The user's variables; they win over every one of ours.
    package var environmentVariables: [String: String]
    /// Worker processes to begin with; each runs one request at a time.
    package var workers: Int
    /// How their number follows what is asked; nil keeps it.
    package var scale: ScaleSettings?
    /// The threads that numerical libraries may use in each worker, unless the user says otherwise.
    package var cores: Int
    package var requestSettings: RequestSettings
    package var livenessProbe: ProbeSettings
    package var readinessProbe: ProbeSettings
    /// The workers' stdout and stderr, appended to.
    package var logPath: String
    /// How long importing the script and `init()` may take.
    package var startupTimeout: Duration
    /// A larger request body is refused with 413.
    package var maximumBody: ByteCount
    /// Of the registered model, which clients of model servers may ask for by it.
    package var modelVersion: String?

    package init(
        endpoint: EndpointName, deployment: DeploymentName, python: String, workerScript: String, codeFolder: String,
        scoringScript: String?, modelDirectory: String? = nil, environmentVariables: [String: String] = [:],
        workers: Int = 1, cores: Int = 1, requestSettings: RequestSettings = RequestSettings(),
        livenessProbe: ProbeSettings = ProbeSettings(), readinessProbe: ProbeSettings = ProbeSettings(),
        logPath: String, startupTimeout: Duration = .seconds(300), maximumBody: ByteCount = RequestSettings.longestBody,
        scale: ScaleSettings? = nil, modelVersion: String? = nil
    ) {
        self.endpoint = endpoint
        self.deployment = deployment
        self.python = python
        self.workerScript = workerScript
        self.codeFolder = codeFolder
        self.scoringScript = scoringScript
        self.modelDirectory = modelDirectory
        self.environmentVariables = environmentVariables
        self.workers = max(1, workers)
        self.scale = scale
        self.cores = max(1, cores)
        self.requestSettings = requestSettings
        self.livenessProbe = livenessProbe
        self.readinessProbe = readinessProbe
        self.logPath = logPath
        self.startupTimeout = startupTimeout
        self.maximumBody = maximumBody
        self.modelVersion = modelVersion
    }

    /// Azure's rule: more than twice `max_concurrent_requests_per_instance` × instances at once is answered 429. Where
    /// workers come when they are needed, those that may come count.
    func requestLimit(workers: Int) -> Int {
        2 * max(1, requestSettings.maxConcurrentRequestsPerInstance) * max(workers, scale?.maxInstances ?? 1)
    }
}
