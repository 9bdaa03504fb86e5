package import FoundationEssentials

/// What an endpoint's deployments did during about a second.
package struct EndpointLoad: Codable, Sendable, Hashable {
    package let endpoint: EndpointName
    package let at: Date
    package let deployments: [DeploymentLoad]

    package init(endpoint: EndpointName, at: Date, deployments: [DeploymentLoad]) {
        self.endpoint = endpoint
        self.at = at
        self.deployments = deployments
    }
}

package struct DeploymentLoad: Codable, Sendable, Hashable {
    package let deployment: DeploymentName
    package let requestsPerSecond: Double
    /// Answers with a status of 500 and above, or none at all.
    package let errorsPerSecond: Double
    /// Milliseconds; nil when nothing was asked.
    package let p50: Double?
    package let p95: Double?
    package let p99: Double?
    package let inFlight: Int
    package let queued: Int
    package let workers: [WorkerLoad]

    package init(
        deployment: DeploymentName, requestsPerSecond: Double, errorsPerSecond: Double, p50: Double?, p95: Double?,
        p99: Double?, inFlight: Int, queued: Int, workers: [WorkerLoad]
    ) {
        self.deployment = deployment
        self.requestsPerSecond = requestsPerSecond
        self.errorsPerSecond = errorsPerSecond
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.inFlight = inFlight
        self.queued = queued
        self.workers = workers
    }
}

/// One worker process of a deployment.
package struct WorkerLoad: Codable, Sendable, Hashable {
    package let pid: Int32
    /// `starting`, `ready`, `busy`, `stopping`
    package let state: String
    /// Resident.
    package let memory: ByteCount
    /// Busy processors.
    package let processors: Double
    package let startedAt: Date
    /// How often this place was filled anew.
    package let restarts: Int

    package init(
        pid: Int32, state: String, memory: ByteCount, processors: Double, startedAt: Date, restarts: Int
    ) {
        self.pid = pid
        self.state = state
        self.memory = memory
        self.processors = processors
        self.startedAt = startedAt
        self.restarts = restarts
    }
}
