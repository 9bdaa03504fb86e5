/// A request whose answer is known: a deployment that fails one never gets a request of anybody else.
package struct GoldenRequest: Codable, Sendable, Hashable {
    /// The request's body as it is sent.
    package var body: String
    /// What must be answered, numbers within the rollout's tolerance; nil when any answer with 2xx will do.
    package var expected: JSONValue?

    package init(body: String, expected: JSONValue? = nil) {
        self.body = body
        self.expected = expected
    }

    /// At most so many, and so long together: they are kept with the rollout until they were sent.
    package static let limit = 100
    package static let longest = ByteCount(256 << 10)
}
