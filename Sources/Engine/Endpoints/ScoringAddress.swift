package import Domain

/// Where endpoints answer, known once the scoring listener is bound.
package struct ScoringAddress: Sendable, Hashable {
    /// `http://127.0.0.1:5001`
    package let base: String

    package init(base: String) {
        self.base = base
    }

    package func scoringURI(of endpoint: EndpointName) -> String { "\(base)/endpoints/\(endpoint)/score" }
    package func openapiURI(of endpoint: EndpointName) -> String { "\(base)/endpoints/\(endpoint)/swagger.json" }
}
