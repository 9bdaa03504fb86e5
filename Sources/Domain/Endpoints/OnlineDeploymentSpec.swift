/// What somebody asked a deployment to be (`az ml online-deployment create`).
package struct OnlineDeploymentSpec: Codable, Sendable, Hashable {
    package var name: DeploymentName
    package var endpoint: EndpointName
    package var model: ModelChoice?
    package var code: CodeConfiguration?
    package var environment: EnvironmentReference?
    package var environmentVariables: [String: String]
    package var instanceType: String
    /// Worker processes.
    package var instanceCount: Int
    package var requestSettings: RequestSettings
    package var livenessProbe: ProbeSettings
    package var readinessProbe: ProbeSettings
    package var description: String?
    package var tags: [String: String]
    package var properties: [String: String]
    package var appInsightsEnabled: Bool
    package var strictEnvironment: Bool
    /// Nil keeps `instanceCount` workers whatever is asked of them.
    package var scale: ScaleSettings?
    /// How it takes over the traffic once it is ready; nil when somebody moves it by hand.
    package var rollout: RolloutSpec?
    /// What is kept of its traffic; nil for nothing.
    package var dataCollection: DataCollection?
    /// Nil leaves it to the model.
    package var runtime: RuntimeChoice?
    /// Nil is off.
    package var accelerate: Acceleration?

    package init(
        name: DeploymentName, endpoint: EndpointName, model: ModelChoice? = nil, code: CodeConfiguration? = nil,
        environment: EnvironmentReference? = nil, environmentVariables: [String: String] = [:],
        instanceType: String = "Standard_DS3_v2", instanceCount: Int = 1,
        requestSettings: RequestSettings = RequestSettings(), livenessProbe: ProbeSettings = ProbeSettings(),
        readinessProbe: ProbeSettings = ProbeSettings(), description: String? = nil, tags: [String: String] = [:],
        properties: [String: String] = [:], appInsightsEnabled: Bool = false, strictEnvironment: Bool = false,
        scale: ScaleSettings? = nil, rollout: RolloutSpec? = nil,
        dataCollection: DataCollection? = nil, runtime: RuntimeChoice? = nil, accelerate: Acceleration? = nil
    ) {
        self.name = name
        self.endpoint = endpoint
        self.model = model
        self.code = code
        self.environment = environment
        self.environmentVariables = environmentVariables
        self.instanceType = instanceType
        self.instanceCount = instanceCount
        self.requestSettings = requestSettings
        self.livenessProbe = livenessProbe
        self.readinessProbe = readinessProbe
        self.description = description
        self.tags = tags
        self.properties = properties
        self.appInsightsEnabled = appInsightsEnabled
        self.strictEnvironment = strictEnvironment
        self.scale = scale
        self.rollout = rollout
        self.dataCollection = dataCollection
        self.runtime = runtime
        self.accelerate = accelerate
    }
}

/// A registered model, or one registered on the way.
package enum ModelChoice: Codable, Sendable, Hashable {
    case registered(AssetReference)
    case inline(ModelSpec)
}

package struct CodeConfiguration: Codable, Sendable, Hashable {
    /// An absolute path to the code folder.
    package var code: String
    /// The script's path inside the folder.
    package var scoringScript: String

    package init(code: String, scoringScript: String) {
        self.code = code
        self.scoringScript = scoringScript
    }
}

/// Azure's defaults: 5,000 ms (180,000 at most), 1 request at a time an instance.
package struct RequestSettings: Codable, Sendable, Hashable {
    package var requestTimeoutMilliseconds: Int
    package var maxConcurrentRequestsPerInstance: Int
    /// What somebody asked for: a request that waits longer for a worker is answered 408. Azure gave the setting up, so
    /// its default does nothing.
    package var queueWaitLimit: Int?

    /// What Azure shows where nothing was asked for.
    package var maxQueueWaitMilliseconds: Int { queueWaitLimit ?? 500 }

    /// A longer body is refused, whatever the deployment.
    package static let longestBody = ByteCount(16 << 20)

    package init(
        requestTimeoutMilliseconds: Int = 5000, maxConcurrentRequestsPerInstance: Int = 1,
        queueWaitLimit: Int? = nil
    ) {
        self.requestTimeoutMilliseconds = requestTimeoutMilliseconds
        self.maxConcurrentRequestsPerInstance = maxConcurrentRequestsPerInstance
        self.queueWaitLimit = queueWaitLimit
    }
}

/// Azure's defaults; all times in seconds.
package struct ProbeSettings: Codable, Sendable, Hashable {
    package var initialDelay: Int
    package var period: Int
    package var timeout: Int
    package var successThreshold: Int
    package var failureThreshold: Int

    package init(
        initialDelay: Int = 10, period: Int = 10, timeout: Int = 2, successThreshold: Int = 1,
        failureThreshold: Int = 30
    ) {
        self.initialDelay = initialDelay
        self.period = period
        self.timeout = timeout
        self.successThreshold = successThreshold
        self.failureThreshold = failureThreshold
    }
}
