package import Domain
import Store

extension DataCatalog {
    /// Removes a version; its files stay where they are, and its number is never given again. Throws `invalidState`
    /// while a job that has not ended, or another data asset, needs it.
    @discardableResult
    package func delete(
        _ name: DataName, version: String, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        try await shelf.delete(
            name, version: version, in: workspace, by: person, undoing: sequence, check: Self.refuseNeeded)
    }

    @Sendable private static func refuseNeeded(_ data: DataAsset, _ reader: StoreReader) throws {
        func needs(_ location: DataLocation) throws -> Bool {
            guard case .asset(let reference) = location else { return false }
            return try reader.refers(reference, to: data)
        }
        for job in try reader.unfinishedJobs(in: data.workspace).values {
            for case .data(let input) in job.spec.work.inputs.values where try needs(input.location) {
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

extension DataCatalog {
    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        try await shelf.undelete(deletion, in: workspace, by: person) { data, reader in
            guard let gone = try reader.gone(data.location, in: workspace) else { return }
            throw try AtelierError.gone(gone, neededBy: deletion.about, reader)
        }
    }
}

extension StoreReader {
    /// What keeps the files at a location, when that is gone.
    fileprivate func gone(_ location: DataLocation, in workspace: WorkspaceName) throws -> ResourceReference? {
        switch location {
        case .jobOutput(let name, _, _), .run(let name, _):
            guard try job(named: name, in: workspace) == nil, try runInfo(RunID(name.rawValue)) == nil else { return nil }
            return ResourceReference(kind: "job", name: name.rawValue, workspace: workspace)
        case .datastore(let name, _):
            guard !Datastore.builtIn.contains(name), try datastore(name, in: workspace) == nil else { return nil }
            return ResourceReference(kind: "datastore", name: name.rawValue, workspace: workspace)
        case .asset(let reference):
            let found: DataAsset? = try find(reference, in: workspace)
            return found == nil && reference.registry == nil ? reference.resource("data", in: workspace) : nil
        case .local, .remote:
            return nil
        }
    }
}

extension AssetReference {
    /// The version as the journal calls it.
    func resource(_ kind: String, in workspace: WorkspaceName) -> ResourceReference {
        let version =
            switch selector {
            case .version(let text), .label(let text): text
            }
        return ResourceReference(kind: kind, name: "\(name):\(version)", workspace: workspace)
    }
}
