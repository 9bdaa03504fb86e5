/// A stable address with keys, in front of one or more deployments.
package struct OnlineEndpoint: Codable, Sendable {
    package let workspace: WorkspaceName
    package let name: EndpointName
    package var authMode: AuthMode
    package var description: String?
    package var tags: [String: String]
    package var properties: [String: String]
    package var traffic: TrafficSplit
    package var mirrorTraffic: MirrorSplit
    package var provisioningState: ProvisioningState
    /// The number of the traffic revision in force.
    package var revision: Int
    package var creation: CreationContext
    /// The rollout that runs, or the last one.
    package var rollout: Rollout?

    package init(
        workspace: WorkspaceName, name: EndpointName, authMode: AuthMode, description: String? = nil,
        tags: [String: String] = [:], properties: [String: String] = [:], traffic: TrafficSplit = TrafficSplit(),
        mirrorTraffic: MirrorSplit = MirrorSplit(), provisioningState: ProvisioningState, revision: Int = 0,
        creation: CreationContext
    ) {
        self.workspace = workspace
        self.name = name
        self.authMode = authMode
        self.description = description
        self.tags = tags
        self.properties = properties
        self.traffic = traffic
        self.mirrorTraffic = mirrorTraffic
        self.provisioningState = provisioningState
        self.revision = revision
        self.creation = creation
    }
}
