package import Client
package import Domain

/// What the studio is opened with. The command line knows what was asked; who shows it is the program's business.
package struct StudioRequest: Sendable {
    /// Nil for the world in memory of `--demo`. Starts no engine: one that somebody stops while the studio is open stays
    /// stopped.
    package let engine: (any ControlCaller)?
    /// Starts it, and returns when it answers.
    package let startEngine: @Sendable () throws -> Void
    package let workspace: WorkspaceName
    package let environment: [String: String]
    package let location: EngineLocation
    package let isReadOnly: Bool
    package let isASCII: Bool
    /// `mono`, `sixteen`, `palette` or `direct`; nil for what the terminal shows.
    package let colours: StudioColours?
}

package enum StudioColours: String, Sendable, CaseIterable {
    case mono, sixteen, palette, direct
}
