package import FoundationEssentials

/// A studio that is attached to the engine.
package struct StudioPresence: Codable, Sendable, Hashable {
    /// The login name of whoever looks.
    package let user: String
    package let since: Date
    package let isReadOnly: Bool

    package init(user: String, since: Date, isReadOnly: Bool) {
        self.user = user
        self.since = since
        self.isReadOnly = isReadOnly
    }
}
