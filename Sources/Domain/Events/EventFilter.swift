package import FoundationEssentials

/// Which events of the journal somebody wants. What is left open takes all.
package struct EventFilter: Sendable, Hashable {
    /// Kinds as written (`job.failed`), or with a dot at the end all that begin so (`job.`, `compute.node.`).
    package var kinds: [String]
    package var resourceKind: String?
    package var resourceName: String?
    package var workspace: WorkspaceName?
    package var person: String?
    /// The first moment that counts, and the first that does not any more.
    package var since: Date?
    package var until: Date?
    /// At most so many, the newest.
    package var newest: Int?

    package init(
        kinds: [String] = [], resourceKind: String? = nil, resourceName: String? = nil, workspace: WorkspaceName? = nil,
        person: String? = nil, since: Date? = nil, until: Date? = nil, newest: Int? = nil
    ) {
        self.kinds = kinds
        self.resourceKind = resourceKind
        self.resourceName = resourceName
        self.workspace = workspace
        self.person = person
        self.since = since
        self.until = until
        self.newest = newest
    }

    /// Everything about one thing.
    package init(about resource: ResourceReference) {
        self.init(resourceKind: resource.kind, resourceName: resource.name, workspace: resource.workspace)
    }
}
