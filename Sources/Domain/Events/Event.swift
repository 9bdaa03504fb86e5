package import FoundationEssentials

/// One line of the journal: written in the transaction of the change it tells. Audit log, live feed and the history
/// that undo and rollback read.
package struct Event: Codable, Sendable {
    /// Dense and rising; a reader resumes after the last one it saw.
    package let sequence: Int64
    package let at: Date
    /// Who did it: a user's login name, or `engine`.
    package let by: String
    /// `job.queued`, `endpoint.traffic`, `compute.node.idle` …
    package let kind: String
    package let resource: ResourceReference
    package let message: String?
    package let before: JSONValue?
    package let after: JSONValue?

    package init(
        sequence: Int64, at: Date, by: String, kind: String, resource: ResourceReference, message: String? = nil,
        before: JSONValue? = nil, after: JSONValue? = nil
    ) {
        self.sequence = sequence
        self.at = at
        self.by = by
        self.kind = kind
        self.resource = resource
        self.message = message
        self.before = before
        self.after = after
    }
}

/// What an event is about.
package struct ResourceReference: Codable, Sendable, Hashable {
    /// `workspace`, `job`, `compute`, `model`, `endpoint`, `deployment`, `environment`, `data`, `run`
    package let kind: String
    /// `name`, or `endpoint/deployment`, or `model:version`.
    package let name: String
    package let workspace: WorkspaceName?

    package init(kind: String, name: String, workspace: WorkspaceName? = nil) {
        self.kind = kind
        self.name = name
        self.workspace = workspace
    }
}
