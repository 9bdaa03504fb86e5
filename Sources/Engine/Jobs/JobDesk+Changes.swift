package import Domain
import Store

extension JobDesk {
    @discardableResult
    package func update(
        _ name: JobName, in workspace: WorkspaceName, _ edit: JobEdit, by person: String
    ) async throws -> Job {
        let now = context.clock.now()
        return try await context.write { transaction in
            var job = try transaction.requireJob(name, in: workspace)
            let before = job
            if let name = edit.displayName { job.displayName = name.isEmpty ? job.name.rawValue : name }
            if let text = edit.description { job.spec.description = text.isEmpty ? nil : text }
            job.spec.tags = edit.tags ?? job.spec.tags
            if let properties = edit.properties {
                job.spec.properties = job.spec.properties.filter { JobProperty.isNoted($0.key) }
                    .merging(properties.filter { !JobProperty.isNoted($0.key) }) { _, new in new }
            }
            job.isArchived = edit.isArchived ?? job.isArchived
            if let experiment = edit.experimentName, !experiment.isEmpty, experiment != job.experiment {
                guard job.status.isFinal else {
                    throw AtelierError(
                        .invalidState, "job '\(name)' is \(job.status.rawValue) and cannot leave its experiment yet",
                        hint: "wait until it is over", subject: "job \(name)")
                }
                job.experiment = experiment
                job.spec.experimentName = experiment
                try transaction.moveRun(of: job, at: now)
            }
            job.creation = job.creation.modified(at: now, by: person)
            _ = try transaction.update(job, ifStill: job.status)
            let kind = switch (before.isArchived, job.isArchived) {
            case (false, true): "job.archived"
            case (true, false): "job.restored"
            default: "job.updated"
            }
            try transaction.append(
                kind, about: job.reference, by: person, at: now, before: before.edited, after: job.edited)
            return job
        }
    }

    @discardableResult
    package func archive(_ name: JobName, in workspace: WorkspaceName, by person: String) async throws -> Job {
        try await update(name, in: workspace, JobEdit(isArchived: true), by: person)
    }

    @discardableResult
    package func restore(_ name: JobName, in workspace: WorkspaceName, by person: String) async throws -> Job {
        try await update(name, in: workspace, JobEdit(isArchived: false), by: person)
    }

    /// The job's folder: its artifacts are the default output.
    package func layout(of job: Job) -> JobLayout {
        context.home.job(job.name, in: job.workspace)
    }

    /// The absolute path of each declared output, there or not yet.
    package func outputs(of job: Job) async throws -> [String: String] {
        try await services.outputs(of: job)
    }

    /// The job's log, for a `LogFollower`: its path, and what to wait for until nobody writes to it any more.
    package func log(of name: JobName, in workspace: WorkspaceName) async throws -> JobLog {
        let job = try await context.store.read { try $0.requireJob(name, in: workspace) }
        let layout = context.home.job(job.name, in: job.workspace)
        return JobLog(layout: layout, isComplete: job.status.isFinal) { [self] in
            _ = try? await end(of: name, in: workspace)
        }
    }
}

extension Job {
    /// What the journal keeps of what a person may change.
    var edited: JSONValue {
        [
            "display_name": .string(displayName), "description": spec.description.map { .string($0) } ?? .null,
            "experiment_name": .string(experiment), "tags": JSONValue(spec.tags),
            "properties": JSONValue(spec.properties), "is_archived": .bool(isArchived),
        ]
    }
}

/// Where a job's logs are and when they are complete.
package struct JobLog: Sendable {
    package let layout: JobLayout
    package let isComplete: Bool
    /// Returns when the job has ended, or when the waiting task is cancelled.
    package let ended: @Sendable () async -> Void

    /// What the command and its environment's build wrote.
    package var path: String { layout.userLog }
}
