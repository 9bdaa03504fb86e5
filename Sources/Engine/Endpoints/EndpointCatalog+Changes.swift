import Domain
import FoundationEssentials
import Logging
import Store

/// A create or an update as it runs: made beside the version in service, settled in one transaction, then swapped in.
extension EndpointCatalog {
    /// Runs the change that a record asks for.
    func begin(_ record: DeploymentRecord) {
        let (name, endpoint) = (record.deployment.name, record.deployment.endpoint)
        let deployment = live[endpoint]?.deployments[name]
        let supervisor = deployment?.supervisor ?? makeSupervisor(of: record.deployment)
        var next = deployment
            ?? LiveDeployment(supervisor: supervisor, serving: record.serving, unavailable: "")
        if next.workers == nil, next.serving == nil {
            next.unavailable = "deployment \(name) is being created"
        }
        next.change = Task {
            await run(record, supervisor)
            endChange(of: name, endpoint)
        }
        live[endpoint]?.deployments[name] = next
        publish(endpoint)
    }

    private func endChange(of name: DeploymentName, _ endpoint: EndpointName) {
        live[endpoint]?.deployments[name]?.change = nil
        publish(endpoint)
    }

    private func run(_ record: DeploymentRecord, _ supervisor: DeploymentSupervisor) async {
        do {
            let report = { @Sendable (phase: String) async throws in try await self.note(phase, of: record) }
            if let (serving, workers) = resizable(record) {
                return try await settle(
                    supervisor.resize(serving, workers, for: record, report: report), of: record)
            }
            let ready = try await supervisor.make(record, report: report)
            do {
                try await settle(ready, of: record)
            } catch {
                await ready.workers.drainAndStop()
                throw error
            }
        } catch {
            guard !isStopping, !Task.isCancelled else { return }
            await settle(failure: error, of: record, supervisor)
        }
    }

    /// The workers in service, when they can make a change by themselves: it is about their number only, and leaves each
    /// the threads it has.
    private func resizable(_ record: DeploymentRecord) -> (ServingVersion, any ServingWorkers)? {
        guard record.change?.keepsVersion == true, record.deployment.spec.scale == nil,
            let deployment = live[record.deployment.endpoint]?.deployments[record.deployment.name],
            let serving = deployment.serving, let workers = deployment.workers, workers.canResize,
            DeploymentRules.threadsPerWorker(of: serving.deployment.spec, boxCores: boxCores)
                == DeploymentRules.threadsPerWorker(of: record.deployment.spec, boxCores: boxCores)
        else { return nil }
        return (serving, workers)
    }

    /// Makes a phase of the change readable by everybody.
    private func note(_ phase: String, of record: DeploymentRecord) async throws {
        let now = context.clock.now()
        try await context.write { transaction in
            guard var current = try transaction.unsettled(record) else { return }
            current.deployment.reason = phase
            try transaction.save(current)
            try transaction.append(
                "deployment.phase", about: current.deployment.reference, by: EngineContext.engineActor, at: now,
                message: phase)
        }
    }

    /// The version is ready: it takes the place of the one before it, and with `allTraffic` all the traffic.
    private func settle(_ ready: DeploymentSupervisor.ReadyVersion, of record: DeploymentRecord) async throws {
        let now = context.clock.now()
        let (name, endpoint) = (record.deployment.name, record.deployment.endpoint)
        let made = ready.serving
        let settled: (ServingVersion, OnlineEndpoint, Int64)? = try await context.write { transaction in
            guard var current = try transaction.unsettled(record), let change = current.change else { return nil }
            let former = current.deployment.provisioningState
            let state = try DeploymentStateMachine.state(after: .ready, from: former, of: name)
            current.deployment = made.deployment
            current.deployment.provisioningState = state
            current.deployment.reason = nil
            let serving = ServingVersion(
                number: made.number, deployment: current.deployment, python: made.python,
                modelDirectory: made.modelDirectory, native: made.native)
            current.serving = serving
            // Workers that changed their number are the version they were.
            current.version = made.number
            current.change = nil
            current.diagnosis = nil
            try transaction.save(current)
            var event = try transaction.append(
                "deployment.succeeded", about: current.deployment.reference, by: EngineContext.engineActor, at: now,
                before: former.noted, after: state.noted)
            var holder = try transaction.endpoint(endpoint, in: current.deployment.workspace)
            let plan = TrafficPlanner.planAllTraffic(to: name, of: holder.endpoint)
            if change.takesAllTraffic, plan != holder.endpoint.plan {
                if let rollout = holder.endpoint.rollout, rollout.isActive {
                    try transaction.carryOut(
                        .abortion(rollout, at: now, because: "\(name) takes all traffic"), on: &holder, by: change.by, at: now)
                }
                event = try transaction.change(
                    &holder, to: plan, by: change.by, at: now, reason: "all traffic to \(name)")
            }
            if let spec = change.rollout {
                do {
                    event = try transaction.begin(spec, of: name, on: &holder, by: change.by, at: now)
                } catch let error as AtelierError {
                    current.deployment.warnings.append("it is not rolled out: \(error.message)")
                    try transaction.save(current)
                }
            }
            return (serving, holder.endpoint, event)
        }
        guard let (serving, holder, event) = settled, live[endpoint]?.deployments[name] != nil else {
            return drain(ready.workers)
        }
        let before = live[endpoint]?.deployments[name]
        live[endpoint]?.deployments[name]?.serving = serving
        live[endpoint]?.deployments[name]?.workers = ready.workers
        live[endpoint]?.deployments[name]?.start = nil
        live[endpoint]?.deployments[name]?.coming = nil
        live[endpoint]?.deployments[name]?.rest = nil
        live[endpoint]?.deployments[name]?.lastFailedStart = nil
        live[endpoint]?.apply(holder, event: event)
        publish(endpoint)
        before?.rest?.cancel()
        before?.start?.cancel()
        drain(before?.coming)
        if before?.workers !== ready.workers {
            live[endpoint]?.deployments[name]?.isBroken = false
            retire(before?.workers, keeping: serving, in: folder(of: name, endpoint, record.deployment.workspace))
        }
        if let rollout = holder.rollout {
            if rollout.state == .checking, rollout.deployment == name {
                check(rollout, of: endpoint, in: holder.workspace)
            } else if !rollout.isActive {
                await tend(rollout, of: endpoint)
            }
        }
        await before?.supervisor.note("ready")
    }

    /// Ends the workers of the version before and removes its files.
    private func retire(_ workers: (any ServingWorkers)?, keeping serving: ServingVersion, in folder: DeploymentFolder) {
        let logger = context.logger
        let (name, endpoint) = (serving.deployment.name, serving.deployment.endpoint)
        inBackground {
            await workers?.drainAndStop()
            if let workers { await self.keepLoad(of: workers, of: name, endpoint) }
            do {
                try await folder.keepVersions([serving.number, serving.number + 1])
            } catch {
                logger.warning("old version not removed", metadata: ["folder": "\(folder.root)", "error": "\(error)"])
            }
        }
    }

    private func settle(
        failure: any Error, of record: DeploymentRecord, _ supervisor: DeploymentSupervisor
    ) async {
        let now = context.clock.now()
        let (name, endpoint) = (record.deployment.name, record.deployment.endpoint)
        let diagnosis = await supervisor.diagnosis(of: failure)
        await supervisor.note("failed: \(diagnosis.summary)")
        context.logger.info(
            "deployment failed", metadata: ["deployment": "\(endpoint)/\(name)", "error": "\(failure)"])
        do {
            try await context.write { transaction in
                guard var current = try transaction.unsettled(record) else { return }
                let former = current.deployment.provisioningState
                let state = try DeploymentStateMachine.state(after: .failed, from: former, of: name)
                current.deployment.provisioningState = state
                current.deployment.reason = current.serving == nil
                    ? diagnosis.summary : "\(diagnosis.summary); the version before it keeps serving"
                current.change = nil
                current.diagnosis = diagnosis
                try transaction.save(current)
                try transaction.append(
                    "deployment.failed", about: current.deployment.reference, by: EngineContext.engineActor, at: now,
                    message: current.deployment.reason, before: former.noted, after: state.noted)
            }
        } catch {
            context.logger.error(
                "state not written", metadata: ["deployment": "\(endpoint)/\(name)", "error": "\(error)"])
        }
        if live[endpoint]?.deployments[name]?.serving == nil {
            live[endpoint]?.deployments[name]?.unavailable = "deployment \(name) failed: \(diagnosis.summary)"
        }
    }
}

extension StoreTransaction {
    /// The row of a change that is still to be settled; nil when it was given up or another one took its place.
    fileprivate func unsettled(_ record: DeploymentRecord) throws -> DeploymentRecord? {
        guard
            let current = try deploymentIfAny(record.deployment.name, of: record.deployment.endpoint),
            current.version == record.version, current.change != nil
        else { return nil }
        return current
    }
}
