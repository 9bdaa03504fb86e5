package import FoundationEssentials

/// One scored request, as the access log keeps it: no body, no key.
package struct AccessEntry: Codable, Sendable, Hashable {
    /// Rising within an endpoint while the engine runs.
    package let sequence: Int64
    package let at: Date
    package let deployment: DeploymentName?
    /// The HTTP status that was answered.
    package let status: Int
    package let milliseconds: Double
    package let requestSize: ByteCount
    package let responseSize: ByteCount
    package let requestID: String?

    package init(
        sequence: Int64, at: Date, deployment: DeploymentName?, status: Int, milliseconds: Double,
        requestSize: ByteCount, responseSize: ByteCount, requestID: String?
    ) {
        self.sequence = sequence
        self.at = at
        self.deployment = deployment
        self.status = status
        self.milliseconds = milliseconds
        self.requestSize = requestSize
        self.responseSize = responseSize
        self.requestID = requestID
    }
}
