package import Domain

/// Where the engine listens on loopback.
package struct EngineAddresses: Sendable, Hashable {
    package let trackingPort: Int
    package let scoringPort: Int

    package init(trackingPort: Int, scoringPort: Int) {
        self.trackingPort = trackingPort
        self.scoringPort = scoringPort
    }

    package static let host = "127.0.0.1"

    package var trackingURI: String { "http://\(Self.host):\(trackingPort)" }
    package var scoringURI: String { "http://\(Self.host):\(scoringPort)" }

    package func scoringURI(of endpoint: EndpointName) -> String {
        "\(scoringURI)/endpoints/\(endpoint)/score"
    }

    package func openapiURI(of endpoint: EndpointName) -> String {
        "\(scoringURI)/endpoints/\(endpoint)/swagger.json"
    }
}
