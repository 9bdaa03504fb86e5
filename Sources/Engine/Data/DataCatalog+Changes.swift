package import Domain
import Store

extension DataCatalog {
    /// Takes a version, or every version of the name, out of lists and out of `@latest`, or puts it back.
    @discardableResult
    package func setArchived(
        _ isArchived: Bool, _ name: DataName, version: String? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> [DataAsset] {
        try await shelf.setArchived(isArchived, name, version: version, in: workspace, by: person)
    }

    /// Changes what may change of a version: description and tags.
    @discardableResult
    package func update(
        _ name: DataName, version: String, in workspace: WorkspaceName, by person: String, _ edit: AssetEdit
    ) async throws -> DataAsset {
        try await shelf.update(name, version: version, in: workspace, by: person) { $0.apply(edit) }
    }

    /// Forgets a version; its files stay where they are, and its number is never given again. Throws `invalidState`
    /// while a job that has not ended, or another data asset, needs it.
    package func delete(
        _ name: DataName, version: String, in workspace: WorkspaceName, by person: String
    ) async throws {
        try await shelf.delete(
            name, version: version, in: workspace, by: person, check: Self.refuseNeeded)
    }

    @Sendable private static func refuseNeeded(_ data: DataAsset, _ reader: StoreReader) throws {
        func needs(_ location: DataLocation) throws -> Bool {
            guard case .asset(let reference) = location else { return false }
            return try reader.refers(reference, to: data)
        }
        for job in try reader.unfinishedJobs(in: data.workspace).values {
            for case .data(let input) in job.spec.command.inputs.values where try needs(input.location) {
                throw AtelierError.needed(data, by: "job \(job.name)", ending: "end that job first")
            }
        }
        let all: Records<DataAsset> = try reader.assets(
            in: data.workspace, filter: ListFilter(archived: .included))
        for other in all.values where try needs(other.location) {
            throw AtelierError.needed(
                data, by: "data asset \(other.name):\(other.version)", ending: "delete that one first")
        }
    }
}
