/// Which entries of a list are wanted (`--include-archived`, `--archived-only`, `--max-results`).
package struct ListFilter: Sendable, Hashable {
    package enum Archived: String, Sendable, Codable, CaseIterable {
        case excluded, included, only
    }

    package var archived: Archived
    /// The most entries to give; nil for all.
    package var limit: Int?

    package init(archived: Archived = .excluded, limit: Int? = nil) {
        self.archived = archived
        self.limit = limit
    }

    package func admits(isArchived: Bool) -> Bool {
        switch archived {
        case .excluded: !isArchived
        case .included: true
        case .only: isArchived
        }
    }
}
