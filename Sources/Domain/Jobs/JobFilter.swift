/// Which jobs a listing shows; newest first.
package struct JobFilter: Codable, Sendable, Hashable {
    package var archived: ListFilter.Archived
    package var experiment: String?
    /// Empty for any status.
    package var statuses: Set<JobStatus>
    package var compute: ComputeName?
    /// Only those that belong to this job.
    package var parent: JobName?
    /// Without the trials of searches, which their searches stand for.
    package var hidesTrials: Bool
    /// Tags that must have these values.
    package var tags: [String: String]
    /// At most this many; nil for all.
    package var limit: Int?

    package init(
        archived: ListFilter.Archived = .excluded, experiment: String? = nil, statuses: Set<JobStatus> = [],
        compute: ComputeName? = nil, parent: JobName? = nil, hidesTrials: Bool = false, tags: [String: String] = [:], limit: Int? = nil
    ) {
        self.archived = archived
        self.experiment = experiment
        self.statuses = statuses
        self.compute = compute
        self.parent = parent
        self.hidesTrials = hidesTrials
        self.tags = tags
        self.limit = limit
    }
}
