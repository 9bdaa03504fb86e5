package import Domain

/// Which requests and answers of a deployment are kept, and where: Azure's `data_collector`, everything decided.
package struct CollectionPlan: Sendable, Hashable {
    package var endpoint: EndpointName
    package var deployment: DeploymentName
    /// The folder `modelDataCollector` of the workspace's blob store.
    package var folder: String
    package var collectsRequests: Bool
    package var collectsResponses: Bool
    /// The share of requests that is kept, 0 to 1.
    package var samplingRate: Double
    package var rollingRate: RollingRate
    /// Header fields that are kept with a request, lowercase; never one that holds a key.
    package var headers: [String]
    package var modelVersion: String?

    package init(
        endpoint: EndpointName, deployment: DeploymentName, folder: String, collectsRequests: Bool,
        collectsResponses: Bool, samplingRate: Double = 1, rollingRate: RollingRate = .hour, headers: [String] = [],
        modelVersion: String? = nil
    ) {
        self.endpoint = endpoint
        self.deployment = deployment
        self.folder = folder
        self.collectsRequests = collectsRequests
        self.collectsResponses = collectsResponses
        self.samplingRate = samplingRate
        self.rollingRate = rollingRate
        self.headers = headers
        self.modelVersion = modelVersion
    }
}
