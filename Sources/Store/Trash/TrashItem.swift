package import Domain
package import FoundationEssentials

/// What a deletion took out of the tables.
package struct Removal: Codable, Sendable {
    /// In the order they were taken; they go back in the other.
    package let rows: [StoredRow]
    package let runs: [HiddenRun]

    package init(_ rows: [StoredRow], runs: [HiddenRun] = []) {
        self.rows = rows
        self.runs = runs
    }

    private enum CodingKeys: String, CodingKey {
        case rows, runs, run
    }

    package init(from decoder: any Decoder) throws {
        let document = try decoder.container(keyedBy: CodingKeys.self)
        rows = try document.decode([StoredRow].self, forKey: .rows)
        // Before a search took its trials along there was one at most.
        runs = try document.decodeIfPresent([HiddenRun].self, forKey: .runs)
            ?? [document.decodeIfPresent(HiddenRun.self, forKey: .run)].compactMap(\.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var document = encoder.container(keyedBy: CodingKeys.self)
        try document.encode(rows, forKey: .rows)
        try document.encode(runs, forKey: .runs)
    }
}

/// A job's run out of everybody's sight. What was logged to it stays where it is, however much that be.
package struct HiddenRun: Codable, Sendable, Hashable {
    let row: Int64
    let id: RunID
    let experiment: ExperimentID
}

/// One deletion that can be undone.
package struct TrashItem: Sendable {
    package let event: Int64
    package let resource: ResourceReference
    package let workspace: WorkspaceName
    package let expiresAt: Date
    package let removal: Removal
    /// Where its files wait, and where they come from, below the folder of the workspace.
    package let folder: String
    package let places: [String]

    package init(
        event: Int64, resource: ResourceReference, workspace: WorkspaceName, expiresAt: Date, removal: Removal,
        folder: String, places: [String]
    ) {
        self.event = event
        self.resource = resource
        self.workspace = workspace
        self.expiresAt = expiresAt
        self.removal = removal
        self.folder = folder
        self.places = places
    }
}
