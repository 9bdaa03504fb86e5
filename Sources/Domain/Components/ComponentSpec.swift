/// What somebody asked to register as a component (`az ml component create`): a command with declared inputs and
/// outputs, for pipelines to use.
package struct ComponentSpec: Codable, Sendable, Hashable {
    package var name: ComponentName
    /// Nil asks for the next number.
    package var version: String?
    package var displayName: String?
    package var description: String?
    package var tags: [String: String]
    package var properties: [String: String]
    /// Whether the same inputs make the same outputs, so that a pipeline may use those of an earlier run.
    package var isDeterministic: Bool
    package var inputs: [String: ComponentInput]
    package var outputs: [String: ComponentOutput]
    package var command: String
    /// An absolute path to a folder or a file on this box.
    package var code: String?
    package var environment: EnvironmentReference
    package var environmentVariables: [String: String]
    /// Kept as written, for those who run it.
    package var distribution: JSONValue?
    package var resources: JSONValue?

    package init(
        name: ComponentName, version: String? = nil, displayName: String? = nil, description: String? = nil,
        tags: [String: String] = [:], properties: [String: String] = [:], isDeterministic: Bool = true,
        inputs: [String: ComponentInput] = [:], outputs: [String: ComponentOutput] = [:], command: String,
        code: String? = nil, environment: EnvironmentReference, environmentVariables: [String: String] = [:],
        distribution: JSONValue? = nil, resources: JSONValue? = nil
    ) {
        self.name = name
        self.version = version
        self.displayName = displayName
        self.description = description
        self.tags = tags
        self.properties = properties
        self.isDeterministic = isDeterministic
        self.inputs = inputs
        self.outputs = outputs
        self.command = command
        self.code = code
        self.environment = environment
        self.environmentVariables = environmentVariables
        self.distribution = distribution
        self.resources = resources
    }
}
