package import Domain
package import FoundationEssentials

/// An endpoint's row: the noun, and its two keys as the secret box sealed them.
package struct EndpointRecord: Sendable {
    package var endpoint: OnlineEndpoint
    package var sealedKeys: Data

    package init(endpoint: OnlineEndpoint, sealedKeys: Data) {
        self.endpoint = endpoint
        self.sealedKeys = sealedKeys
    }
}
