/// What `az ml online-endpoint update` may change; nil leaves a thing as it is. A traffic map given replaces the old one
/// whole, as `--traffic` does on Azure: a deployment it does not name gets 0.
package struct EndpointChange: Codable, Sendable, Hashable {
    package var traffic: TrafficSplit?
    package var mirrorTraffic: MirrorSplit?
    package var description: String?
    package var tags: [String: String]?
    package var properties: [String: String]?
    /// Why, for the revision that a change of traffic makes.
    package var reason: String?
    /// The revision of the traffic that the change was decided on: when somebody moved it since, nothing is changed.
    package var ifRevision: Int?

    package init(
        traffic: TrafficSplit? = nil, mirrorTraffic: MirrorSplit? = nil, description: String? = nil,
        tags: [String: String]? = nil, properties: [String: String]? = nil, reason: String? = nil,
        ifRevision: Int? = nil
    ) {
        self.traffic = traffic
        self.mirrorTraffic = mirrorTraffic
        self.description = description
        self.tags = tags
        self.properties = properties
        self.reason = reason
        self.ifRevision = ifRevision
    }
}
