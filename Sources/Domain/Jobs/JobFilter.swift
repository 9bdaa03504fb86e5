/// Which jobs a listing shows; newest first.
package struct JobFilter: Codable, Sendable, Hashable {
    package var archived: ListFilter.Archived
    package var experiment: String?
    /// Empty for any status.
    package var statuses: Set<JobStatus>
    package var compute: ComputeName?
    /// At most this many; nil for all.
    package var limit: Int?

    package init(
        archived: ListFilter.Archived = .excluded, experiment: String? = nil, statuses: Set<JobStatus> = [],
        compute: ComputeName? = nil, limit: Int? = nil
    ) {
        self.archived = archived
        self.experiment = experiment
        self.statuses = statuses
        self.compute = compute
        self.limit = limit
    }
}
