package import Domain

/// How the requests of one endpoint are answered: an immutable value, put in force by `ScoringServer.publish`.
package struct EndpointRoute: Sendable {
    package let endpoint: EndpointName
    /// Any of them opens the endpoint (primary and secondary).
    package let keys: [KeyDigest]
    package let traffic: TrafficSplit
    /// The share of requests that is copied; the copies' answers are compared with the live ones and dropped.
    package let mirrorTraffic: MirrorSplit
    /// Who answers, by deployment; those without traffic answer requests that pin them by header. One that is still starting
    /// lets requests wait, within their timeout.
    package let deployments: [DeploymentName: any ScoringRuntime]
    /// Deployments that cannot answer now: requests that are theirs get 503 with the reason.
    package let absent: [DeploymentName: AbsentDeployment]
    /// Nil deals every request by itself.
    package let sticky: StickyRule?
    package let comparison: ComparisonRule

    package init(
        endpoint: EndpointName, keys: [KeyDigest], traffic: TrafficSplit,
        mirrorTraffic: MirrorSplit = MirrorSplit(), deployments: [DeploymentName: any ScoringRuntime],
        absent: [DeploymentName: AbsentDeployment] = [:], sticky: StickyRule? = nil,
        comparison: ComparisonRule = ComparisonRule()
    ) {
        self.endpoint = endpoint
        self.keys = keys
        self.traffic = traffic
        self.mirrorTraffic = mirrorTraffic
        self.deployments = deployments
        self.absent = absent
        self.sticky = sticky
        self.comparison = comparison
    }
}

/// A deployment without workers.
package struct AbsentDeployment: Sendable {
    /// A sentence for the client, e.g. `deployment blue failed: …`.
    package let reason: String
    /// Called, on an event loop, for each request that asks for the deployment; must return at once.
    package let wake: @Sendable () -> Void

    package init(reason: String, wake: @escaping @Sendable () -> Void = {}) {
        self.reason = reason
        self.wake = wake
    }
}
