package import Domain

/// The body of every answer that is not a success.
package struct ErrorEnvelope: Codable, Sendable {
    package let error: AtelierError

    package init(error: AtelierError) {
        self.error = error
    }
}
