package import Domain

/// An environment that is built and can be run in.
package struct ReadyEnvironment: Sendable, Hashable {
    package let key: ContentHash
    /// The folder whose `bin` comes first in `PATH`.
    package let prefix: String
    /// The interpreter inside it, `…/bin/python`.
    package let python: String
    package let pythonVersion: String
    /// The Python asked for, when something asked.
    package let requestedPython: String?
    package let warnings: [String]
    /// Whether this call waited for a build.
    package let wasBuilt: Bool

    package init(
        key: ContentHash, prefix: String, python: String, pythonVersion: String, requestedPython: String?,
        warnings: [String], wasBuilt: Bool
    ) {
        self.key = key
        self.prefix = prefix
        self.python = python
        self.pythonVersion = pythonVersion
        self.requestedPython = requestedPython
        self.warnings = warnings
        self.wasBuilt = wasBuilt
    }
}
