package import Domain
import NIOCore

/// A deployment as the scoring path sees it: takes requests from any event loop and answers each once.
package protocol ScoringRuntime: AnyObject, Sendable {
    var deployment: DeploymentName { get }
    /// A larger request body is refused with 413.
    var maximumBody: ByteCount { get }
    /// It would answer now. Safe from any thread.
    var isReady: Bool { get }

    var interface: RuntimeInterface { get }
    /// Of the registered model, when there is one.
    var modelVersion: String? { get }
    /// What it answers with.
    func description() async -> RuntimeDescription
    func instruments() async -> RuntimeInstruments

    /// Takes a request from any event loop; its sink is told exactly once, on the loop that the call was made with.
    func submit(_ call: ScoreCall)
    /// The client went away: what has not started is never run, the answer of what has is dropped.
    func cancel(_ call: ScoreCall)
    /// The description of the service by version (`2`, `3`, `3.1`), once it is known.
    func swagger(version: String) async -> String?

    func start() async throws(StartFailure)
    /// Lets the requests that were accepted finish, then ends; nil is the request timeout.
    func drainAndStop(within limit: Duration?) async
    func statistics() async -> DeploymentStatistics
    /// What was done since the last call, and what is done now.
    func takeLoad() async -> PoolLoad
}
