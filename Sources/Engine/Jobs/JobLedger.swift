import Domain
import FoundationEssentials
import Logging
import Store

/// Writes a job's changes: its new state, the event that tells it and, at the end, the close of its run, in one
/// transaction.
struct JobLedger: Sendable {
    let context: EngineContext
    let runs: any RunTracking

    /// Applies a change to the job as it is now.
    ///
    /// - Parameter adjust: further fields that are known by now.
    /// - Returns: the job and whether the change was made; nil when there is no such job.
    func apply(
        _ change: JobChange, to name: JobName, by person: String = EngineContext.engineActor,
        adjust: @escaping @Sendable (inout Job) -> Void = { _ in }
    ) async throws -> (job: Job, isChanged: Bool)? {
        let now = context.clock.now()
        return try await context.write { transaction in
            guard var job = try transaction.job(named: name) else { return nil }
            let before = job
            adjust(&job)
            guard try JobStateMachine.apply(change, to: &job, at: now) else { return (before, false) }
            guard try transaction.update(job, ifStill: before.status) else { return (before, false) }
            if job.status.isFinal || job.status == .running { try runs.follow(job, at: now, in: transaction) }
            try transaction.append(
                job.eventKind(after: change), about: job.reference, by: person, at: now, message: job.reason,
                before: before.standing, after: job.standing)
            try noteNode(before, job, now, transaction)
            return (job, true)
        }
    }

    /// Puts down what was found out about a job, which changes nothing about where it is.
    func amend(_ name: JobName, _ adjust: @escaping @Sendable (inout Job) -> Void) async throws {
        try await context.write { transaction in
            guard var job = try transaction.job(named: name) else { return }
            adjust(&job)
            _ = try transaction.update(job, ifStill: job.status)
        }
    }

    /// A node takes and gives back its job with the job's own change. Those of `local` are
    /// always there: the events of their jobs tell enough.
    private func noteNode(_ before: Job, _ after: Job, _ now: Date, _ transaction: StoreTransaction) throws {
        guard after.compute != Compute.localName else { return }
        let state: NodeState
        if before.node == nil, after.node != nil {
            state = .running
        } else if after.status.isFinal || after.node == nil {
            state = .idle
        } else {
            return
        }
        for node in after.node == nil ? before.nodes : after.nodes {
            try transaction.append(
                "compute.node.\(state.rawValue)", about: after.compute.reference(in: after.workspace),
                by: EngineContext.engineActor, at: now,
                after: ["node": .string(node.rawValue), "job": .string(after.name.rawValue)])
        }
    }

    /// Writes a job's end, where no cancellation of the caller's can undo it. Nothing is lost where even waiting does not help:
    /// the next start of the engine finishes the job from what lies in its folder and in the store.
    func end(_ name: JobName, as outcome: JobOutcome) async {
        let written = Task {
            try await insisting { try await apply(.ended(outcome), to: name) }
        }
        do {
            _ = try await written.value
        } catch {
            context.logger.error("cannot write the end of a job", metadata: ["job": "\(name)", "error": "\(error)"])
        }
    }

    /// Does a write again while the disk refuses it: what is told here happened, and must not be lost because the disk
    /// is full for a while. Throws when cancelled, and for any error that waiting does not mend.
    func insisting<Value: Sendable>(_ write: @Sendable () async throws -> Value) async throws -> Value {
        while true {
            do {
                return try await write()
            } catch let error as AtelierError where error.code == .unavailable {
                context.logger.error("cannot write a job's state, trying again", metadata: ["error": "\(error)"])
                try await context.clock.sleep(.seconds(1))
            }
        }
    }
}

extension Job {
    fileprivate func eventKind(after change: JobChange) -> String {
        switch change {
        case .cancelRequested where status == .cancelRequested: "job.cancel_requested"
        case .killRequested where status == .cancelRequested: "job.kill_requested"
        default: "job.\(status.rawValue.lowercased())"
        }
    }

    /// What the journal keeps of a job's state.
    var standing: JSONValue {
        var members: [String: JSONValue] = ["status": .string(status.rawValue)]
        if let node { members["node"] = .string(node.rawValue) }
        if attempt > 0 { members["attempt"] = .int(Int64(attempt)) }
        if let exitCode { members["exit_code"] = .int(Int64(exitCode)) }
        return .object(members)
    }
}
