package import Domain
import FoundationEssentials

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
    /// The collections that the scoring script fills, with Azure's `Collector`.
    package var scriptCollections: Set<String>

    package init(
        endpoint: EndpointName, deployment: DeploymentName, folder: String, collectsRequests: Bool,
        collectsResponses: Bool, samplingRate: Double = 1, rollingRate: RollingRate = .hour, headers: [String] = [],
        modelVersion: String? = nil, scriptCollections: Set<String> = []
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
        self.scriptCollections = scriptCollections
    }

    /// Who the traffic is of, as the events name it.
    var source: String { "/onlineEndpoints/\(endpoint)/deployments/\(deployment)" }

    /// What a worker must know of it; nil when its script has nothing to collect.
    var forWorkers: String? {
        guard !scriptCollections.isEmpty else { return nil }
        let settings: JSONValue = [
            "folder": .string("\(folder)/\(endpoint)/\(deployment)"), "source": .string(source),
            "collections": .array(scriptCollections.sorted().map { .string($0) }), "samplingRate": .double(samplingRate),
            "rollingRate": .string(rollingRate.rawValue), "modelVersion": modelVersion.map { .string($0) } ?? .null,
        ]
        return (try? JSONEncoder().encode(settings)).map { String(decoding: $0, as: UTF8.self) }
    }
}
