package import Domain
import FoundationEssentials
import Logging
import Scoring
import Store

/// Workers come and go: a deployment without traffic keeps them for `EngineSettings.previousDeploymentWarm` after its
/// last request, so that a rollback or a pinned request is instant; then they rest, and whoever asks for the deployment
/// (traffic, or a request that pins it) has them started again.
extension EndpointCatalog {
    /// Returns when the deployment's workers answer; throws what kept them from it.
    func wake(_ name: DeploymentName, of endpoint: EndpointName) async throws {
        while let deployment = live[endpoint]?.deployments[name], deployment.workers == nil {
            guard !isStopping else {
                throw AtelierError(.unavailable, "the engine is stopping", hint: "try again when it is back")
            }
            if let start = deployment.start {
                try await finish(start, of: name, of: endpoint)
            } else if let serving = deployment.serving {
                let workers = deployment.coming ?? resting(serving, deployment.supervisor)
                let start = Task { try await workers.start() }
                live[endpoint]?.deployments[name]?.coming = workers
                live[endpoint]?.deployments[name]?.start = start
                publish(endpoint)
                try await finish(start, of: name, of: endpoint)
            } else if let change = deployment.change {
                await change.value
            } else {
                throw AtelierError(
                    .invalidState, "deployment \(name) cannot answer: \(deployment.unavailable)",
                    hint: "see 'atelier online-deployment show --endpoint-name \(endpoint) --name \(name)'")
            }
        }
    }

    /// Workers that start when the first request reaches them.
    func resting(_ serving: ServingVersion, _ supervisor: DeploymentSupervisor) -> any ServingWorkers {
        let (name, endpoint) = (serving.deployment.name, serving.deployment.endpoint)
        return supervisor.makeWorkers(serving) { [weak self] in
            Task { await self?.wakeOnDemand(name, of: endpoint) }
        }
    }

    /// Called by the route for a request that found no workers. A deployment that just failed to start is left in
    /// peace for a while, however many ask.
    package func wakeOnDemand(_ name: DeploymentName, of endpoint: EndpointName) async {
        guard let deployment = live[endpoint]?.deployments[name], deployment.workers == nil, deployment.start == nil,
            deployment.serving != nil, !isStopping
        else { return }
        if let failed = deployment.lastFailedStart, context.clock.now().timeIntervalSince(failed) < 10 { return }
        do {
            try await wake(name, of: endpoint)
        } catch {
            context.logger.warning(
                "deployment did not start", metadata: ["deployment": "\(endpoint)/\(name)", "error": "\(error)"])
        }
    }

    /// Waits for a start; the first to see its end puts the workers in service.
    private func finish(
        _ start: Task<Void, any Error>, of name: DeploymentName, of endpoint: EndpointName
    ) async throws {
        let result = await start.result
        if let deployment = live[endpoint]?.deployments[name], deployment.start == start, !isStopping {
            await settle(result, of: name, deployment, of: endpoint)
        }
        do {
            try result.get()
        } catch let failure as StartFailure {
            throw failure.error
        }
    }

    private func settle(
        _ result: Result<Void, any Error>, of name: DeploymentName, _ deployment: LiveDeployment,
        of endpoint: EndpointName
    ) async {
        live[endpoint]?.deployments[name]?.start = nil
        live[endpoint]?.deployments[name]?.coming = nil
        switch result {
        case .success:
            live[endpoint]?.deployments[name]?.workers = deployment.coming
            live[endpoint]?.deployments[name]?.lastFailedStart = nil
            publish(endpoint)
            if let serving = deployment.serving { await markStarted(serving) }
        case .failure(let error):
            let diagnosis = await deployment.supervisor.diagnosis(of: error)
            live[endpoint]?.deployments[name]?.unavailable = "deployment \(name) did not start: \(diagnosis.summary)"
            live[endpoint]?.deployments[name]?.lastFailedStart = context.clock.now()
            publish(endpoint)
            if let serving = deployment.serving { await markNotStarted(serving, diagnosis) }
        }
    }

    /// Ends workers no route leads to.
    func drain(_ workers: (any ServingWorkers)?) {
        guard let workers else { return }
        inBackground { await workers.drainAndStop() }
    }

    // MARK: Resting

    /// Starts the resting time of deployments that get no requests by rule, and ends that of those that do.
    func tendResting(_ endpoint: EndpointName) {
        guard let current = live[endpoint], !isStopping else { return }
        for (name, deployment) in current.deployments {
            let mayRest = deployment.workers != nil && !current.hasRequests(for: name)
            if !mayRest {
                deployment.rest?.cancel()
                live[endpoint]?.deployments[name]?.rest = nil
            } else if deployment.rest == nil, let workers = deployment.workers {
                live[endpoint]?.deployments[name]?.rest = Task { await rest(name, of: endpoint, workers) }
            }
        }
    }

    private func rest(_ name: DeploymentName, of endpoint: EndpointName, _ workers: any ServingWorkers) async {
        while true {
            let before = await workers.statistics().requests
            guard (try? await context.clock.sleep(context.settings.previousDeploymentWarm)) != nil else { return }
            let after = await workers.statistics().requests
            guard let current = live[endpoint], let deployment = current.deployments[name],
                !Task.isCancelled, !isStopping, deployment.workers === workers, !current.hasRequests(for: name)
            else { return }
            guard before == after, deployment.holds == 0, deployment.change == nil else { continue }
            live[endpoint]?.deployments[name]?.workers = nil
            live[endpoint]?.deployments[name]?.rest = nil
            live[endpoint]?.deployments[name]?.coming = deployment.serving.map { resting($0, deployment.supervisor) }
            publish(endpoint)
            drain(workers)
            await deployment.supervisor.note("no requests for a while: the workers rest until somebody asks for them")
            return
        }
    }

    // MARK: What a restart of the same version says about the deployment

    private func markStarted(_ serving: ServingVersion) async {
        await mark(serving) { record in
            guard record.deployment.provisioningState == .failed, record.version == serving.number else { return nil }
            record.deployment.reason = nil
            record.diagnosis = nil
            return (.ready, "deployment.recovered", nil)
        }
    }

    private func markNotStarted(_ serving: ServingVersion, _ diagnosis: DeploymentDiagnosis) async {
        await mark(serving) { record in
            guard record.deployment.provisioningState == .succeeded, record.version == serving.number else {
                return nil
            }
            record.deployment.reason = diagnosis.summary
            record.diagnosis = diagnosis
            return (.failed, "deployment.failed", diagnosis.summary)
        }
    }

    private func mark(
        _ serving: ServingVersion,
        _ decide: @escaping @Sendable (inout DeploymentRecord) -> (DeploymentEvent, String, String?)?
    ) async {
        let now = context.clock.now()
        await amend(serving) { transaction, record in
            guard let (event, kind, message) = decide(&record) else { return }
            let former = record.deployment.provisioningState
            let state = try DeploymentStateMachine.state(after: event, from: former, of: record.deployment.name)
            record.deployment.provisioningState = state
            try transaction.save(record)
            try transaction.append(
                kind, about: record.deployment.reference, by: EngineContext.engineActor, at: now,
                message: message, before: former.noted, after: state.noted)
        }
    }

    /// Writes what the engine finds out about a version, in a transaction with the deployment's record; what cannot be
    /// written is reported, as nobody waits for it.
    func amend(
        _ serving: ServingVersion,
        _ body: @escaping @Sendable (StoreTransaction, inout DeploymentRecord) throws -> Void
    ) async {
        let (name, endpoint) = (serving.deployment.name, serving.deployment.endpoint)
        do {
            try await context.write { transaction in
                guard var record = try transaction.deploymentIfAny(name, of: endpoint) else { return }
                try body(transaction, &record)
            }
        } catch {
            context.logger.error(
                "state not written", metadata: ["deployment": "\(endpoint)/\(name)", "error": "\(error)"])
        }
    }
}
