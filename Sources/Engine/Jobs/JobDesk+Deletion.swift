package import Domain
import Store

extension JobDesk {
    /// Removes a job that is over: its record, its run with all that was logged, its folder, and what it wrote to its
    /// own place in the default datastore. A search takes its trials along. Models keep copies of their files and stay, as
    /// does the journal.
    ///
    /// Throws `invalidState` while the job is not over, and while data registered from its outputs, or a job that has
    /// not ended, needs its files.
    @discardableResult
    package func delete(
        _ name: JobName, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        let (runs, home) = (services.runs, context.home)
        let resource = ResourceReference(kind: "job", name: name.rawValue, workspace: workspace)
        let own = "\(home.datastore(Datastore.blobStore, in: workspace))/azureml"
        return try await context.delete(resource, in: workspace, by: person, undoing: sequence) { transaction in
            let family = try transaction.family(of: name, in: workspace)
            for job in family where !job.status.isFinal {
                throw AtelierError(
                    .invalidState, "job '\(job.name)' is \(job.status.rawValue) and cannot be deleted",
                    hint: "cancel it first: 'atelier job cancel --name \(job.name)'", subject: "job \(job.name)")
            }
            try Self.refuseNeeded(family, transaction)
            let rows = try family.flatMap { try transaction.deleteJob($0.name) }
            let hidden = try family.compactMap { try runs.remove($0.name, in: transaction) }
            let folders = family.flatMap { [home.job($0.name, in: workspace).root, "\(own)/\($0.name)"] }
            return Taken(Removal(rows, runs: hidden), before: family.standing, folders: folders)
        }
    }

    private static func refuseNeeded(_ family: [Job], _ reader: StoreReader) throws {
        let workspace = family[0].workspace
        let names = Set(family.map(\.name))
        func refuse(_ job: JobName, _ who: String) -> AtelierError {
            AtelierError(
                .invalidState, "job '\(job)' cannot be deleted: \(who) needs its files",
                hint: "hide it instead: 'atelier job archive --name \(family[0].name)'", subject: "job \(job)")
        }
        let everything = ListFilter(archived: .included)
        for asset in try reader.assets(DataAsset.self, in: workspace, filter: everything).values {
            guard let job = asset.location.job, names.contains(job) else { continue }
            throw refuse(job, "data \(asset.name):\(asset.version)")
        }
        for other in try reader.unfinishedJobs(in: workspace).values {
            for case .data(let data) in other.spec.work.inputs.values {
                guard let job = data.location.job, names.contains(job) else { continue }
                throw refuse(job, "job \(other.name)")
            }
        }
    }
}

extension StoreReader {
    /// A job, then its trials if it is a search.
    fileprivate func family(of name: JobName, in workspace: WorkspaceName) throws -> [Job] {
        let job = try requireJob(name, in: workspace)
        guard job.spec.work.objective != nil else { return [job] }
        let children = try jobs(in: workspace, matching: JobFilter(archived: .included, parent: name)).values
        return [job] + children.filter(\.isTrial)
    }
}

extension [Job] {
    /// What the journal keeps of a job that goes or comes back, with the names of the trials that do so with it.
    fileprivate var standing: JSONValue { self[0].standing.naming(trials: dropFirst().map(\.name)) }
}

extension JobDesk: Undeleting {
    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        let name = JobName(deletion.resource.name)
        let event = try await context.undelete(deletion, in: workspace, by: person) {
            ((), after: try $0.family(of: name, in: workspace).standing)
        }.event
        return Undeletion(event)
    }

    package func deleteAgain(
        _ undeletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Deletion {
        try await delete(JobName(undeletion.resource.name), in: workspace, by: person, undoing: undeletion.sequence)
    }
}
