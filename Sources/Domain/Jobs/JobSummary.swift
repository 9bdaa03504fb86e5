package import FoundationEssentials

/// What a list of jobs shows of one.
package struct JobSummary: Codable, Sendable, Hashable {
    package let name: JobName
    package let displayName: String
    package let experiment: String
    package let status: JobStatus
    package var reason: String?
    package let exitCode: Int32?
    package let compute: ComputeName
    package let node: NodeName?
    package let createdAt: Date
    package let createdBy: String
    package let startedAt: Date?
    package let endedAt: Date?
    package let isArchived: Bool
    package let tags: [String: String]
    /// From 1 for the next to run; nil when not queued.
    package let queuePosition: Int?
    /// The metric that was logged last.
    package let lastMetric: LatestMetric?
    /// The job it belongs to: of a trial, its search.
    package var parent: JobName?
    /// Of a sweep or an `automl` job: how far it has come.
    package var search: SearchStanding?

    package init(
        name: JobName, displayName: String, experiment: String, status: JobStatus, reason: String? = nil,
        exitCode: Int32? = nil, compute: ComputeName, node: NodeName? = nil, createdAt: Date, createdBy: String,
        startedAt: Date? = nil, endedAt: Date? = nil, isArchived: Bool = false, tags: [String: String] = [:],
        queuePosition: Int? = nil, lastMetric: LatestMetric? = nil, parent: JobName? = nil, search: SearchStanding? = nil
    ) {
        self.name = name
        self.displayName = displayName
        self.experiment = experiment
        self.status = status
        self.reason = reason
        self.exitCode = exitCode
        self.compute = compute
        self.node = node
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.isArchived = isArchived
        self.tags = tags
        self.queuePosition = queuePosition
        self.lastMetric = lastMetric
        self.parent = parent
        self.search = search
    }
}

/// A metric's key and its newest value; nil for a value that is not a number.
package struct LatestMetric: Codable, Sendable, Hashable {
    package let key: String
    package let value: Double?

    package init(key: String, value: Double?) {
        self.key = key
        self.value = value
    }
}
