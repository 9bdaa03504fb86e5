/// Brings a file from the network to this box.
package protocol RemoteFileFetching: Sendable {
    /// The path of a local copy, kept for the next time. Throws `unavailable` when it cannot be had.
    func fetch(_ uri: String) async throws -> String
}
