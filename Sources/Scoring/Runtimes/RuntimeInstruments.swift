/// What a runtime has to show to who watches it, besides what its callers see.
package struct RuntimeInstruments: Sendable {
    /// Requests that run or wait now.
    package var inFlight = 0
    package var queued = 0
    /// Worker processes that were started in place of others, by reason: `crash`, `exit`, `timeout`, `probe`, `start`.
    package var restarts: [String: Int] = [:]
    /// How long the model took until it answered, at the last start.
    package var loadSeconds: Double?
    /// How many requests were scored as one, and how often: index 0 is batches of one. Nil for who does not batch.
    package var batches: [Int]?

    package init() {}
}
