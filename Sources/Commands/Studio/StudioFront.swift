/// The studio as the command line knows it: what was asked for is known here, how it is drawn is not.
package protocol StudioFront: Sendable {
    /// Returns when the person leaves.
    func open(_ request: StudioRequest) async throws
    /// The dashboard once, as lines of text.
    func plainText(_ request: StudioRequest) async throws -> String
    /// What puts a terminal right that was left in the studio's modes.
    var resetSequence: String { get }
}
