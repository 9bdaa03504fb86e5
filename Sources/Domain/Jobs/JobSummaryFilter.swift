/// Which page of a workspace's jobs is wanted; newest first.
package struct JobSummaryFilter: Sendable, Hashable {
    package var archived: ListFilter.Archived
    /// The last job of the page before; nil for the newest jobs.
    package var before: JobName?
    /// Only these; nil for all.
    package var names: [JobName]?
    package var limit: Int

    package init(
        archived: ListFilter.Archived = .excluded, before: JobName? = nil, names: [JobName]? = nil,
        limit: Int = JobSummaryFilter.pageLength
    ) {
        self.archived = archived
        self.before = before
        self.names = names
        self.limit = limit
    }

    package static let pageLength = 500
}
