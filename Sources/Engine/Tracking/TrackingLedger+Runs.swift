import Crypto
package import Domain
import FoundationEssentials
import Store

extension TrackingLedger {
    /// Makes a run. A job that opens one without being told to gets its own again, as `RunContinuation` has it.
    package func createRun(_ new: NewRun, by caller: TrackingCaller) async throws -> Run {
        try TrackingRules.checkExperimentID(new.experiment.rawValue)
        for (index, tag) in new.tags.enumerated() { try check(tag, path: "tags[\(index)]") }
        let name = try Self.name(of: new)
        try TrackingRules.checkLength(name, atMost: TrackingLimits.tagValueLength, path: "run_name")
        try TrackingRules.checkLength(new.user, atMost: TrackingLimits.userLength, path: "user_id")
        let id = Self.id(of: new, caller)
        let now = now, time = context.clock.now()
        return try await context.write { transaction in
            guard let experiment = try transaction.experiment(new.experiment, in: caller.workspace) else {
                throw Self.noExperiment(new.experiment)
            }
            guard experiment.stage == .active else { throw Self.inactive(experiment.id) }
            if new.idempotencyKey != nil, let existing = try transaction.run(id) { return existing }
            if let own = try Self.continuedRun(for: new, by: caller, in: transaction) { return own }
            let info = RunInfo(
                id: id, experiment: experiment.id, workspace: caller.workspace, name: name, user: new.user,
                status: .running, startTime: new.startTime ?? now, endTime: nil,
                artifactURI: "\(experiment.artifactLocation)/\(id)/artifacts", stage: .active, isJob: false,
                job: caller.principal.job)
            var tags = new.tags.filter { $0.key != RunTag.name }
            tags.append(TrackingPair(RunTag.name, name))
            try transaction.create(info, tags: tags)
            try transaction.append("run.created", about: .run(info), by: caller.principal.actor, at: time, message: name)
            return Run(info: info, tags: tags)
        }
    }

    package func run(_ id: RunID, for caller: TrackingCaller) async throws -> Run {
        try await requireRead(id, caller)
        guard let run = try await context.store.read({ try $0.run(id) }) else { throw Self.noRun(id) }
        return run
    }

    /// Changes a run's status, end and name. A run that is a job keeps its status: the job's end decides.
    package func updateRun(_ id: RunID, _ change: RunChange, by caller: TrackingCaller) async throws -> RunInfo {
        if let name = change.name {
            try TrackingRules.checkLength(name, atMost: TrackingLimits.tagValueLength, path: "run_name")
        }
        let time = context.clock.now()
        defer { context.journal.hint() }
        return try await write(id, by: caller) { transaction, row in
            var info = row.info
            if let name = change.name, !name.isEmpty {
                info.name = name
                try transaction.setTags([TrackingPair(RunTag.name, name)], ofRun: row)
            }
            if let status = change.status { try Self.follow(status, ofRun: row, by: caller, in: transaction) }
            if !info.isJob {
                let wasFinal = info.status.isFinal
                info.status = change.status ?? info.status
                info.endTime = info.status.isFinal ? change.endTime ?? info.endTime : nil
                if info.status.isFinal, !wasFinal {
                    try transaction.append(
                        "run.ended", about: .run(info), by: caller.principal.actor, at: time,
                        message: info.status.rawValue)
                }
            }
            try transaction.update(info)
            return info
        }
    }

    /// Deletes or restores a run. A job that is under way cannot be deleted.
    package func setStage(_ stage: LifecycleStage, of id: RunID, by caller: TrackingCaller) async throws {
        if caller.principal.job?.rawValue == id.rawValue {
            throw TrackingDenied(message: "a job may not delete its own run")
        }
        let time = context.clock.now()
        try await requireWrite(id, caller)
        try await context.write { transaction in
            guard let row = try transaction.row(ofRun: id) else { throw Self.noRun(id) }
            guard stage == .active || !row.info.isJob || row.info.status.isFinal else {
                throw AtelierError(.invalidArgument, "the job '\(id)' is under way; cancel it first")
            }
            var info = row.info
            guard info.stage != stage else { return }
            info.stage = stage
            try transaction.update(info)
            try transaction.append(
                stage == .deleted ? "run.deleted" : "run.restored", about: .run(info), by: caller.principal.actor,
                at: time)
        }
    }

    package func searchRuns(
        in experiments: [ExperimentID], view: LifecycleView, filter: String?, order: [String], limit: Int,
        pageToken: String?, for caller: TrackingCaller
    ) async throws -> Page<Run> {
        let parser = SearchParser(.runs)
        let filter = try parser.filter(filter), order = try parser.orders(order)
        let after = try pageToken.map { try PageToken(parsing: $0, count: 1) }
        return try await context.store.read {
            try $0.searchRuns(
                in: experiments, workspace: caller.workspace, view: view, filter: filter, order: order, limit: limit,
                after: after)
        }
    }

    /// Runs `body` on an active run the caller may write to, in one transaction.
    func write<Value: Sendable>(
        _ id: RunID, by caller: TrackingCaller,
        _ body: @escaping @Sendable (StoreTransaction, RunRow) throws -> Value
    ) async throws -> Value {
        try await requireWrite(id, caller)
        // Not `context.write`: logging tells the feed, not the journal.
        let value = try await context.store.write { transaction in
            guard let row = try transaction.row(ofRun: id) else { throw Self.noRun(id) }
            guard row.info.stage == .active else {
                throw AtelierError(
                    .invalidArgument,
                    "The run \(id) must be in the 'active' state. Current state is deleted.")
            }
            return try body(transaction, row)
        }
        feed.note(id)
        return value
    }

    private static func name(of new: NewRun) throws -> String {
        let tag = new.tags.last { $0.key == RunTag.name }?.value
        if let name = new.name, let tag, !name.isEmpty, name != tag {
            throw AtelierError(
                .invalidArgument,
                "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values "
                    + "(run_name='\(name.neutralised)', mlflow.runName='\(tag.neutralised)').")
        }
        if let name = new.name, !name.isEmpty { return name }
        if let tag, !tag.isEmpty { return tag }
        var generator = SystemRandomNumberGenerator()
        return NameGenerator.runName(using: &generator)
    }

    private static func id(of new: NewRun, _ caller: TrackingCaller) -> RunID {
        guard let key = new.idempotencyKey else { return RunID(randomID()) }
        let text = "run \(caller.workspace) \(caller.principal.actor) \(key)"
        return RunID(SHA256.hash(data: Data(text.utf8)).prefix(16).hexadecimal)
    }

    /// 32 random hexadecimal digits.
    static func randomID() -> String {
        (0..<16).map { _ in UInt8.random(in: 0...255) }.hexadecimal
    }
}

extension ResourceReference {
    fileprivate static func run(_ info: RunInfo) -> ResourceReference {
        ResourceReference(kind: "run", name: info.id.rawValue, workspace: info.workspace)
    }
}
