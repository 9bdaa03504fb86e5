package import Domain
import Store

extension JobDesk {
    /// Removes a job that is over: its record, its run with all that was logged, its folder, and what it wrote to its
    /// own place in the default datastore. Models keep copies of their files and stay, as does the journal.
    ///
    /// Throws `invalidState` while the job is not over, and while data registered from its outputs, or a job that has
    /// not ended, needs its files.
    @discardableResult
    package func delete(
        _ name: JobName, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        let (runs, home) = (services.runs, context.home)
        let folders = [
            home.job(name, in: workspace).root, "\(home.datastore(Datastore.blobStore, in: workspace))/azureml/\(name)",
        ]
        let resource = ResourceReference(kind: "job", name: name.rawValue, workspace: workspace)
        return try await context.delete(
            resource, in: workspace, by: person, undoing: sequence, folders: folders
        ) { transaction in
            let job = try transaction.requireJob(name, in: workspace)
            guard job.status.isFinal else {
                throw AtelierError(
                    .invalidState, "job '\(name)' is \(job.status.rawValue) and cannot be deleted",
                    hint: "cancel it first: 'atelier job cancel --name \(name)'", subject: "job \(name)")
            }
            try Self.refuseNeeded(job, transaction)
            let rows = try transaction.deleteJob(name)
            return (Removal(rows, run: try runs.remove(name, in: transaction)), job.standing)
        }
    }

    private static func refuseNeeded(_ job: Job, _ reader: StoreReader) throws {
        func refuse(_ who: String) -> AtelierError {
            AtelierError(
                .invalidState, "job '\(job.name)' cannot be deleted: \(who) needs its files",
                hint: "hide it instead: 'atelier job archive --name \(job.name)'", subject: "job \(job.name)")
        }
        let everything = ListFilter(archived: .included)
        for asset in try reader.assets(DataAsset.self, in: job.workspace, filter: everything).values
        where asset.location.job == job.name {
            throw refuse("data \(asset.name):\(asset.version)")
        }
        for other in try reader.unfinishedJobs(in: job.workspace).values {
            for case .data(let data) in other.spec.work.inputs.values where data.location.job == job.name {
                throw refuse("job \(other.name)")
            }
        }
    }
}

extension JobDesk: Undeleting {
    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        let name = JobName(deletion.resource.name)
        let event = try await context.undelete(deletion, in: workspace, by: person) {
            ((), after: try $0.requireJob(name, in: workspace).standing)
        }.event
        return Undeletion(event)
    }

    package func deleteAgain(
        _ undeletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Deletion {
        try await delete(JobName(undeletion.resource.name), in: workspace, by: person, undoing: undeletion.sequence)
    }
}
