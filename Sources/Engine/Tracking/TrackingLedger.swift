package import Domain
import FoundationEssentials
import Store
import Synchronization

/// MLflow's model of the world: experiments, runs and what is logged to them. One request is one transaction.
///
/// A caller sees its workspace only. A job's token writes to its own run, to the runs and models made with it, and
/// reads the rest of its workspace.
package final class TrackingLedger: Sendable {
    let context: EngineContext
    package let feed = TrackingFeed()
    private let owners = Mutex<[RunID: Owner]>([:])

    package init(context: EngineContext) {
        self.context = context
    }

    /// Places a caller: a job in its run's workspace and experiment, a user in the workspace it names or the default.
    package func caller(_ principal: Principal, in named: WorkspaceName?) async throws -> TrackingCaller {
        switch principal {
        case .user:
            if let named { _ = try await context.store.read { try $0.requireWorkspace(named) } }
            return TrackingCaller(principal: principal, workspace: named ?? Workspace.defaultName)
        case .job(let job):
            let owner = try await owner(of: RunID(job.rawValue))
            guard named == nil || named == owner.workspace else {
                throw TrackingDenied(message: "the token of \(job) is for the workspace '\(owner.workspace)'")
            }
            return TrackingCaller(principal: principal, workspace: owner.workspace, experiment: owner.experiment)
        }
    }

    /// The experiment a job's run is in.
    package func experiment(of job: JobName) async throws -> ExperimentID {
        guard let run = try await context.store.read({ try $0.runInfo(RunID(job.rawValue)) }) else {
            throw Self.noRun(RunID(job.rawValue))
        }
        return run.experiment
    }

    /// The latest value of each metric of a job.
    package func latestMetrics(of job: JobName) async throws -> [String: Double] {
        try await context.store.read { try $0.latestMetrics(of: job) }
    }

    /// The parameters that a job logged.
    package func parameters(of job: JobName) async throws -> [String: String] {
        try await context.store.read { try $0.parameters(of: job) }
    }

    /// Milliseconds since 1970.
    var now: Int64 { Int64(context.clock.now().timeIntervalSince1970 * 1000) }

    func requireRead(_ run: RunID, _ caller: TrackingCaller) async throws {
        guard try await owner(of: run).workspace == caller.workspace else { throw Self.noRun(run) }
    }

    func requireWrite(_ run: RunID, _ caller: TrackingCaller) async throws {
        let owner = try await owner(of: run)
        guard owner.workspace == caller.workspace else { throw Self.noRun(run) }
        if let job = caller.principal.job, owner.job != job {
            throw TrackingDenied(message: "the token of \(job) may not write to the run '\(run)'")
        }
    }

    func requireUser(_ caller: TrackingCaller, to act: String) throws {
        if let job = caller.principal.job {
            throw TrackingDenied(message: "the token of \(job) may not \(act)")
        }
    }

    static func noRun(_ run: RunID) -> AtelierError {
        AtelierError(.notFound, "Run with id=\(run.rawValue.neutralised) not found")
    }

    static func noExperiment(_ id: ExperimentID) -> AtelierError {
        AtelierError(.notFound, "No Experiment with id=\(id.rawValue.neutralised) exists")
    }

    /// What never changes about a run, so it may be remembered.
    private struct Owner {
        let workspace: WorkspaceName
        let experiment: ExperimentID
        let job: JobName?
    }

    private func owner(of run: RunID) async throws -> Owner {
        if let known = owners.withLock({ $0[run] }) { return known }
        try TrackingRules.checkRunID(run.rawValue)
        guard let info = try await context.store.read({ try $0.runInfo(run) }) else { throw Self.noRun(run) }
        let owner = Owner(workspace: info.workspace, experiment: info.experiment, job: info.job)
        owners.withLock {
            if $0.count >= Self.rememberedRuns { $0.removeAll() }
            $0[run] = owner
        }
        return owner
    }

    /// A run that is gone may come again, in another place.
    func forget(_ run: RunID) {
        owners.withLock { $0[run] = nil }
    }

    private static let rememberedRuns = 10_000
}
