/// The studio as the command line knows it: what was asked for is known here, how it is drawn is not.
package protocol StudioFront: Sendable {
    /// Returns when the person leaves.
    func open(_ request: StudioRequest) async throws
    /// The dashboard once, as lines of text.
    func plainText(_ request: StudioRequest) async throws -> String
    /// Throws when the terminal that the environment names shows no studio.
    func check(environment: [String: String]) throws
    /// The keys as a keymap file.
    var keymapText: String { get }
    /// What puts a terminal right that was left in the studio's modes.
    var resetSequence: String { get }
}
