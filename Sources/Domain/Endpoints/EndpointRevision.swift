package import FoundationEssentials

/// One state of an endpoint's traffic: every change makes a new one, a rollback included.
package struct EndpointRevision: Codable, Sendable {
    package let endpoint: EndpointName
    package let number: Int
    package let traffic: TrafficSplit
    package let mirrorTraffic: MirrorSplit
    package let at: Date
    package let by: String
    package let reason: String

    package init(
        endpoint: EndpointName, number: Int, traffic: TrafficSplit, mirrorTraffic: MirrorSplit, at: Date, by: String,
        reason: String
    ) {
        self.endpoint = endpoint
        self.number = number
        self.traffic = traffic
        self.mirrorTraffic = mirrorTraffic
        self.at = at
        self.by = by
        self.reason = reason
    }
}
