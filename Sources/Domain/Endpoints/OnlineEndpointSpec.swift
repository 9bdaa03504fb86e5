/// What somebody asked an online endpoint to be (`az ml online-endpoint create`).
package struct OnlineEndpointSpec: Codable, Sendable {
    package var name: EndpointName
    package var authMode: AuthMode
    package var description: String?
    package var tags: [String: String]
    package var properties: [String: String]
    /// Nil leaves the split as it is.
    package var traffic: TrafficSplit?
    package var mirrorTraffic: MirrorSplit?

    package init(
        name: EndpointName, authMode: AuthMode = .key, description: String? = nil, tags: [String: String] = [:],
        properties: [String: String] = [:], traffic: TrafficSplit? = nil, mirrorTraffic: MirrorSplit? = nil
    ) {
        self.name = name
        self.authMode = authMode
        self.description = description
        self.tags = tags
        self.properties = properties
        self.traffic = traffic
        self.mirrorTraffic = mirrorTraffic
    }
}

package enum AuthMode: String, Codable, Sendable, CaseIterable {
    case key
    case amlToken = "aml_token"
    case aadToken = "aad_token"
}
