/// Which jobs a listing shows; newest first.
package struct JobFilter: Codable, Sendable, Hashable {
    package enum Archive: String, Codable, Sendable, CaseIterable {
        case active, archived, all
    }

    package var archive: Archive
    package var experiment: String?
    /// Empty for any status.
    package var statuses: Set<JobStatus>
    package var compute: ComputeName?
    /// At most this many; nil for all.
    package var limit: Int?

    package init(
        archive: Archive = .active, experiment: String? = nil, statuses: Set<JobStatus> = [],
        compute: ComputeName? = nil, limit: Int? = nil
    ) {
        self.archive = archive
        self.experiment = experiment
        self.statuses = statuses
        self.compute = compute
        self.limit = limit
    }
}
