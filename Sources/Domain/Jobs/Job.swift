package import FoundationEssentials

/// A job as the engine knows it. Its name is also its MLflow run id: a job is a run.
package struct Job: Codable, Sendable {
    package let name: JobName
    package let workspace: WorkspaceName
    package var spec: JobSpec
    package var experiment: String
    package var displayName: String
    package var status: JobStatus
    /// Why the job is where it is, in words for a person: "waiting: cpu-cluster is at its maximum of 1 node, …".
    package var reason: String?
    package var exitCode: Int32?
    /// How often the job was started; a start happens at most once an attempt.
    package var attempt: Int
    package var compute: ComputeName
    /// The first of its nodes, or the only one.
    package var node: NodeName?
    /// Of a distributed job, the others.
    package var otherNodes: [NodeName]?
    /// The VM size of its nodes, for reckoning costs; nil for the box itself.
    package var size: String?
    /// The content of the code folder at the moment of submission.
    package var code: ContentHash?
    /// The environment the job ran in, by what went into it.
    package var environment: ContentHash?
    /// What its data inputs held when it started, by name: texts that are equal when the content is. Nil until then.
    package var inputPrints: [String: String]?
    /// Things the user should know that did not stop the job.
    package var warnings: [String]
    /// What was found out on the way, a sentence each; nil for nothing.
    package var notes: [String]?
    package var creation: CreationContext
    package var startedAt: Date?
    package var endedAt: Date?
    package var isArchived: Bool

    package init(
        name: JobName, workspace: WorkspaceName, spec: JobSpec, experiment: String, displayName: String,
        status: JobStatus, reason: String? = nil, exitCode: Int32? = nil, attempt: Int = 0, compute: ComputeName,
        node: NodeName? = nil, code: ContentHash? = nil, environment: ContentHash? = nil, warnings: [String] = [],
        creation: CreationContext, startedAt: Date? = nil, endedAt: Date? = nil, isArchived: Bool = false
    ) {
        self.name = name
        self.workspace = workspace
        self.spec = spec
        self.experiment = experiment
        self.displayName = displayName
        self.status = status
        self.reason = reason
        self.exitCode = exitCode
        self.attempt = attempt
        self.compute = compute
        self.node = node
        self.code = code
        self.environment = environment
        self.warnings = warnings
        self.creation = creation
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.isArchived = isArchived
    }

    package var nodes: [NodeName] { (node.map { [$0] } ?? []) + (otherNodes ?? []) }
}
