/// The limits of the scoring door.
package struct ScoringSettings: Sendable {
    /// How long a client may take to send a whole request; then it is answered 408.
    package var requestTime: Duration
    /// How long a connection may stay open between requests.
    package var idleTime: Duration

    package init(requestTime: Duration = .seconds(30), idleTime: Duration = .seconds(75)) {
        self.requestTime = requestTime
        self.idleTime = idleTime
    }
}
