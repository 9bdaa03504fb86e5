package import Domain
import Store

/// What a client says of a model it is about to log.
package struct NewLoggedModel: Sendable {
    package var experiment: ExperimentID
    package var name: String?
    package var type: String
    package var sourceRun: RunID?
    package var parameters: [TrackingPair]
    package var tags: [TrackingPair]

    package init(
        experiment: ExperimentID, name: String?, type: String, sourceRun: RunID?, parameters: [TrackingPair],
        tags: [TrackingPair]
    ) {
        self.experiment = experiment
        self.name = name
        self.type = type
        self.sourceRun = sourceRun
        self.parameters = parameters
        self.tags = tags
    }
}

extension TrackingLedger {
    /// Makes a pending model. The first model of a name that a job logs keeps its files in the job's artifacts under
    /// that name, where MLflow 2 puts them and `azureml://jobs/J/outputs/artifacts/paths/NAME` looks.
    package func createLoggedModel(_ new: NewLoggedModel, by caller: TrackingCaller) async throws -> LoggedModel {
        try TrackingRules.checkExperimentID(new.experiment.rawValue)
        let name = try Self.name(of: new)
        for (index, tag) in new.tags.enumerated() { try check(tag, path: "tags[\(index)]") }
        try check(new.parameters)
        if let run = new.sourceRun { try await requireWrite(run, caller) }
        let id = LoggedModelID("m-" + Self.randomID()), now = now, time = context.clock.now()
        return try await context.write { transaction in
            guard let experiment = try transaction.experiment(new.experiment, in: caller.workspace) else {
                throw Self.noExperiment(new.experiment)
            }
            guard experiment.stage == .active else { throw Self.inactive(experiment.id) }
            var location = "\(experiment.artifactLocation)/models/\(id)/artifacts"
            if let run = try new.sourceRun.flatMap({ try transaction.runInfo($0) }), run.isJob {
                let inJob = "\(run.artifactURI)/\(name)"
                if try !transaction.hasLoggedModel(at: inJob) { location = inJob }
            }
            let model = LoggedModel(
                id: id, experiment: experiment.id, workspace: caller.workspace, name: name, type: new.type,
                status: .pending, sourceRun: new.sourceRun, artifactURI: location, createdAt: now, updatedAt: now,
                parameters: new.parameters, tags: new.tags, job: caller.principal.job)
            try transaction.create(model)
            try transaction.append(
                "logged_model.created", about: model.reference, by: caller.principal.actor, at: time, message: name)
            return model
        }
    }

    package func loggedModel(_ id: LoggedModelID, for caller: TrackingCaller) async throws -> LoggedModel {
        guard let model = try await context.store.read({ try $0.loggedModel(id, in: caller.workspace) }) else {
            throw Self.noModel(id)
        }
        return model
    }

    package func finalise(
        _ id: LoggedModelID, status: LoggedModelStatus, by caller: TrackingCaller
    ) async throws -> LoggedModel {
        guard status == .ready || status == .failed else {
            throw AtelierError(
                .invalidArgument, "Invalid model status: \(status.rawValue). Expected statuses: "
                    + "[\(LoggedModelStatus.ready.rawValue), \(LoggedModelStatus.failed.rawValue)]")
        }
        let kind = status == .ready ? "logged_model.ready" : "logged_model.failed"
        return try await change(id, by: caller, telling: kind) { transaction, model, now in
            try transaction.finalise(model, status: status, at: now)
        }
    }

    package func delete(_ id: LoggedModelID, by caller: TrackingCaller) async throws {
        _ = try await change(id, by: caller, telling: "logged_model.deleted") { try $0.delete($1, at: $2) }
    }

    package func log(_ parameters: [TrackingPair], to id: LoggedModelID, by caller: TrackingCaller) async throws {
        try check(parameters)
        _ = try await change(id, by: caller) { transaction, model, _ in try transaction.log(parameters, to: model) }
    }

    /// The model afterwards.
    package func setTags(
        _ tags: [TrackingPair], of id: LoggedModelID, by caller: TrackingCaller
    ) async throws -> LoggedModel {
        for (index, tag) in tags.enumerated() { try check(tag, path: "tags[\(index)]") }
        return try await change(id, by: caller) { transaction, model, _ in try transaction.setTags(tags, of: model) }
    }

    package func removeTag(_ key: String, of id: LoggedModelID, by caller: TrackingCaller) async throws {
        _ = try await change(id, by: caller) { transaction, model, _ in
            guard try transaction.removeTag(key, of: model) else {
                throw AtelierError(.notFound, "No tag with key '\(key.neutralised)' found for model '\(id)'.")
            }
        }
    }

    package func searchLoggedModels(
        in experiments: [ExperimentID], filter: String?, order: [SearchOrder], limit: Int, pageToken: String?,
        for caller: TrackingCaller
    ) async throws -> Page<LoggedModel> {
        let filter = try SearchParser(.loggedModels).filter(filter)
        let after = try pageToken.map { try PageToken(parsing: $0, count: 1) }
        return try await context.store.read {
            try $0.searchLoggedModels(
                in: experiments, workspace: caller.workspace, filter: filter, order: order, limit: limit, after: after)
        }
    }

    func requireWrite(_ model: LoggedModel, _ caller: TrackingCaller) throws {
        if let job = caller.principal.job, model.job != job {
            throw TrackingDenied(message: "the token of \(job) may not write to the model '\(model.id)'")
        }
    }

    static func noModel(_ id: LoggedModelID) -> AtelierError {
        AtelierError(.notFound, "Logged model with ID '\(id.rawValue.neutralised)' not found.")
    }

    /// - Parameter kind: of the event that tells the change; nil for what is logged, which the journal leaves out.
    private func change(
        _ id: LoggedModelID, by caller: TrackingCaller, telling kind: String? = nil,
        _ body: @escaping @Sendable (StoreTransaction, LoggedModel, Int64) throws -> Void
    ) async throws -> LoggedModel {
        try requireWrite(try await loggedModel(id, for: caller), caller)
        let now = now, time = context.clock.now()
        return try await context.write { transaction in
            guard let model = try transaction.loggedModel(id, in: caller.workspace) else { throw Self.noModel(id) }
            try body(transaction, model, now)
            if let kind {
                try transaction.append(
                    kind, about: model.reference, by: caller.principal.actor, at: time, message: model.name)
            }
            return try transaction.loggedModel(id, in: caller.workspace) ?? model
        }
    }

    private static func name(of new: NewLoggedModel) throws -> String {
        guard let name = new.name, !name.isEmpty else {
            var generator = SystemRandomNumberGenerator()
            return NameGenerator.runName(using: &generator)
        }
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            !"/:.%\"'\\#?".unicodeScalars.contains(scalar) && scalar.value >= 0x20
        }
        guard isPlain, name.count <= TrackingLimits.keyLength else {
            throw AtelierError(
                .invalidArgument,
                "Invalid model name (\(name.neutralised)) provided. Model name must be a non-empty string and cannot "
                    + "contain the following characters: ('/', ':', '.', '%', '\"', \"'\")")
        }
        return name
    }
}

extension LoggedModel {
    fileprivate var reference: ResourceReference {
        ResourceReference(kind: "logged_model", name: id.rawValue, workspace: workspace)
    }
}
