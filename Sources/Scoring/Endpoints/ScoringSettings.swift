/// The limits of the scoring door.
package struct ScoringSettings: Sendable {
    /// How long a client may take to send a whole request; then it is answered 408.
    package var requestTime: Duration
    /// How long a connection may stay open between requests.
    package var idleTime: Duration
    /// One request in so many is reported to `accessLog`; 0 is none.
    package var accessLogEvery: Int
    /// Called on an event loop; must return at once.
    package var accessLog: (@Sendable (AccessRecord) -> Void)?

    package init(
        requestTime: Duration = .seconds(30), idleTime: Duration = .seconds(75), accessLogEvery: Int = 0,
        accessLog: (@Sendable (AccessRecord) -> Void)? = nil
    ) {
        self.requestTime = requestTime
        self.idleTime = idleTime
        self.accessLogEvery = accessLogEvery
        self.accessLog = accessLog
    }
}

/// One answered request.
package struct AccessRecord: Sendable {
    package let endpoint: String
    package let deployment: String?
    package let status: Int
    package let requestID: String
    package let duration: Duration
}
