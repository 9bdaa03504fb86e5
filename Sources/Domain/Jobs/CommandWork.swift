/// A command job: one command line, run under `bash -c` in a copy of the code folder.
package struct CommandWork: Codable, Sendable {
    package var command: String
    /// An absolute path to a folder or a file on this box.
    package var code: String?
    package var environment: EnvironmentReference
    package var inputs: [String: JobInput]
    package var outputs: [String: JobOutput]
    package var environmentVariables: [String: String]
    /// Seconds the command may run; nil for no limit.
    package var timeout: Int?
    package var resources: JobResources
    /// Nil for one process; more nodes than one are for the distributed alone.
    package var distribution: Distribution?
    /// By name. Nil in records of before there were any.
    package var services: [String: JobService]?
    /// Refuse to run with another Python than the one asked for (`--strict-environment`).
    package var strictEnvironment: Bool

    package init(
        command: String, code: String? = nil, environment: EnvironmentReference, inputs: [String: JobInput] = [:],
        outputs: [String: JobOutput] = [:], environmentVariables: [String: String] = [:], timeout: Int? = nil,
        resources: JobResources = JobResources(), distribution: Distribution? = nil,
        services: [String: JobService]? = nil, strictEnvironment: Bool = false
    ) {
        self.command = command
        self.code = code
        self.environment = environment
        self.inputs = inputs
        self.outputs = outputs
        self.environmentVariables = environmentVariables
        self.timeout = timeout
        self.resources = resources
        self.distribution = distribution
        self.services = services
        self.strictEnvironment = strictEnvironment
    }
}

extension CommandWork {
    /// How many nodes of its compute it takes.
    package var nodeCount: Int { distribution == nil ? 1 : max(1, resources.instanceCount) }

    /// How many processes it is.
    package var processCount: Int { distribution?.processCount(nodes: nodeCount) ?? 1 }
}

package struct JobResources: Codable, Sendable, Hashable {
    package var instanceCount: Int
    package var instanceType: String?
    package var shmSize: String?

    package init(instanceCount: Int = 1, instanceType: String? = nil, shmSize: String? = nil) {
        self.instanceCount = instanceCount
        self.instanceType = instanceType
        self.shmSize = shmSize
    }
}
