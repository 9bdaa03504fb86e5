package import Domain
import Store

extension TrackingLedger {
    /// Throws `alreadyExists` when the name is taken.
    package func createExperiment(
        named name: String, artifactLocation: String?, tags: [TrackingPair], by caller: TrackingCaller
    ) async throws -> ExperimentID {
        try TrackingRules.checkExperimentName(name)
        let location = artifactLocation.flatMap { $0.isEmpty ? nil : $0 }
        if let location { try TrackingRules.checkArtifactLocation(location) }
        for tag in tags { try check(tag) }
        let now = now, time = context.clock.now()
        return try await context.write { transaction in
            let id = try transaction.createExperiment(
                named: name, in: caller.workspace, artifactLocation: location, tags: tags, at: now)
            try transaction.append(
                "experiment.created", about: .experiment(id, caller.workspace), by: caller.principal.actor, at: time,
                message: name)
            return id
        }
    }

    package func experiment(_ id: ExperimentID, for caller: TrackingCaller) async throws -> Experiment {
        try TrackingRules.checkExperimentID(id.rawValue)
        guard let found = try await context.store.read({ try $0.experiment(id, in: caller.workspace) }) else {
            throw Self.noExperiment(id)
        }
        return found
    }

    /// Looks an experiment up by its name. A job gets its own, whatever name it asks for: `set_experiment` in a script
    /// that also runs outside then keeps the job's run, and needs no change.
    package func experiment(named name: String, for caller: TrackingCaller) async throws -> Experiment {
        if let own = caller.experiment { return try await experiment(own, for: caller) }
        guard let found = try await context.store.read({ try $0.experiment(named: name, in: caller.workspace) }) else {
            throw AtelierError(.notFound, "Could not find experiment with name '\(name.neutralised)'")
        }
        return found
    }

    package func searchExperiments(
        view: LifecycleView, filter: String?, order: [String], limit: Int, pageToken: String?, for caller: TrackingCaller
    ) async throws -> Page<Experiment> {
        let parser = SearchParser(.experiments)
        let filter = try parser.filter(filter), order = try parser.orders(order)
        let after = try pageToken.map { try PageToken(parsing: $0, count: 1) }
        return try await context.store.read {
            try $0.searchExperiments(
                in: caller.workspace, view: view, filter: filter, order: order, limit: limit, after: after)
        }
    }

    package func renameExperiment(_ id: ExperimentID, to name: String, by caller: TrackingCaller) async throws {
        try requireUser(caller, to: "rename an experiment")
        try TrackingRules.checkExperimentName(name)
        try await change(id, "experiment.renamed", message: name, by: caller) { transaction, experiment, now in
            guard experiment.stage == .active else {
                throw AtelierError(.invalidArgument, "Cannot rename a non-active experiment.")
            }
            try transaction.renameExperiment(experiment, to: name, at: now)
        }
    }

    /// Deletes an experiment and its runs, or restores them. Not while a job of it is under way: the job's run would
    /// take nothing any more, and the job fail of it.
    package func setStage(_ stage: LifecycleStage, of id: ExperimentID, by caller: TrackingCaller) async throws {
        try requireUser(caller, to: "delete or restore an experiment")
        let kind = stage == .deleted ? "experiment.deleted" : "experiment.restored"
        try await change(id, kind, by: caller) { transaction, experiment, now in
            guard experiment.stage != stage else { throw Self.noExperiment(id) }
            if stage == .deleted, let job = try transaction.jobUnderWay(in: experiment) {
                throw AtelierError(.invalidArgument, "the job '\(job)' of this experiment is under way; cancel it first")
            }
            try transaction.setStage(stage, of: experiment, at: now)
        }
    }

    package func setTag(_ tag: TrackingPair, of id: ExperimentID, by caller: TrackingCaller) async throws {
        try TrackingRules.checkKey(tag.key, path: "key")
        try TrackingRules.checkLength(
            tag.value, atMost: TrackingLimits.experimentTagValueLength, path: "value")
        try requireOwn(id, caller)
        try await change(id, nil, by: caller) { transaction, experiment, now in
            guard experiment.stage == .active else { throw Self.inactive(id) }
            try transaction.setTag(tag, of: experiment, at: now)
        }
    }

    package func removeTag(_ key: String, of id: ExperimentID, by caller: TrackingCaller) async throws {
        try requireOwn(id, caller)
        try await change(id, nil, by: caller) { transaction, experiment, _ in
            guard experiment.stage == .active else { throw Self.inactive(id) }
            guard try transaction.removeTag(key, of: experiment) else {
                throw AtelierError(
                    .notFound, "No tag with name: \(key.neutralised) in experiment with id \(id)")
            }
        }
    }

    private func requireOwn(_ id: ExperimentID, _ caller: TrackingCaller) throws {
        guard let own = caller.experiment, own != id else { return }
        try requireUser(caller, to: "change the experiment '\(id)'")
    }

    private func change(
        _ id: ExperimentID, _ kind: String?, message: String? = nil, by caller: TrackingCaller,
        _ body: @escaping @Sendable (StoreTransaction, Experiment, Int64) throws -> Void
    ) async throws {
        try TrackingRules.checkExperimentID(id.rawValue)
        let now = now, time = context.clock.now()
        try await context.write { transaction in
            guard let experiment = try transaction.experiment(id, in: caller.workspace) else {
                throw Self.noExperiment(id)
            }
            try body(transaction, experiment, now)
            guard let kind else { return }
            try transaction.append(
                kind, about: .experiment(experiment.id, caller.workspace), by: caller.principal.actor, at: time,
                message: message)
        }
    }

    private func check(_ tag: TrackingPair) throws {
        try TrackingRules.checkKey(tag.key, path: "tags.key")
        try TrackingRules.checkLength(
            tag.value, atMost: TrackingLimits.experimentTagValueLength, path: "tags.value")
    }

    static func inactive(_ id: ExperimentID) -> AtelierError {
        AtelierError(
            .invalidArgument,
            "The experiment \(id) must be in the 'active' state. Current state is deleted.")
    }
}

extension ResourceReference {
    fileprivate static func experiment(_ id: ExperimentID, _ workspace: WorkspaceName) -> ResourceReference {
        ResourceReference(kind: "experiment", name: id.rawValue, workspace: workspace)
    }
}
