package import Domain

/// How the requests of one endpoint are answered: an immutable value, put in force by `ScoringServer.publish`.
package struct EndpointRoute: Sendable {
    package let endpoint: EndpointName
    /// Any of them opens the endpoint (primary and secondary).
    package let keys: [KeyDigest]
    package let traffic: TrafficSplit
    /// The share of requests that is copied; the copies' answers are dropped.
    package let mirrorTraffic: MirrorSplit
    /// Started pools by deployment; those without traffic answer requests that pin them by header.
    package let deployments: [DeploymentName: WorkerPool]

    package init(
        endpoint: EndpointName, keys: [KeyDigest], traffic: TrafficSplit,
        mirrorTraffic: MirrorSplit = MirrorSplit(), deployments: [DeploymentName: WorkerPool]
    ) {
        self.endpoint = endpoint
        self.keys = keys
        self.traffic = traffic
        self.mirrorTraffic = mirrorTraffic
        self.deployments = deployments
    }
}
