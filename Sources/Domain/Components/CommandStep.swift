/// What a command component does.
package struct CommandStep: Codable, Sendable, Hashable {
    package var command: String
    /// An absolute path to a folder or a file on this box.
    package var code: String?
    /// Absolute paths of what is put into the root of the code folder besides.
    package var additionalIncludes: [String]?
    package var environment: EnvironmentReference
    package var environmentVariables: [String: String]
    /// Kept as written, for those who run it.
    package var distribution: JSONValue?
    package var resources: JSONValue?

    package init(
        command: String, code: String? = nil, additionalIncludes: [String]? = nil,
        environment: EnvironmentReference, environmentVariables: [String: String] = [:],
        distribution: JSONValue? = nil, resources: JSONValue? = nil
    ) {
        self.command = command
        self.code = code
        self.additionalIncludes = additionalIncludes
        self.environment = environment
        self.environmentVariables = environmentVariables
        self.distribution = distribution
        self.resources = resources
    }

    package var source: CodeSource? { CodeSource(path: code, includes: additionalIncludes ?? []) }
}
