package import Domain
import FoundationEssentials
import Logging
package import Scoring
import Store

extension EndpointCatalog {
    /// Creates a deployment, or updates the one of that name, as Azure's PUT does; returns at once with `Creating`,
    /// `Updating` or `Scaling`, and the change goes on whoever is gone. With `allTraffic` all traffic moves to it in
    /// the transaction that makes it `Succeeded`. Throws `invalidArgument` for what it cannot be, `conflict` while
    /// another change of it runs.
    package func deploy(
        _ spec: OnlineDeploymentSpec, allTraffic: Bool, in workspace: WorkspaceName, by person: String
    ) async throws -> OnlineDeployment {
        try DeploymentRules.check(spec)
        let now = context.clock.now()
        let warnings = DeploymentRules.warnings(of: spec, boxCores: boxCores)
        let record = try await context.write { transaction in
            let endpoint = try transaction.endpoint(spec.endpoint, in: workspace).endpoint
            guard endpoint.provisioningState != .deleting else {
                throw AtelierError(.conflict, "endpoint \(endpoint.name) is being deleted")
            }
            let old = try transaction.deploymentIfAny(spec.name, of: spec.endpoint)
            let event = Self.event(making: spec, from: old)
            let state = try DeploymentStateMachine.state(
                after: event, from: old?.deployment.provisioningState, of: spec.name)
            let record = DeploymentRecord(
                deployment: OnlineDeployment(
                    workspace: workspace, spec: spec, provisioningState: state, reason: "about to begin",
                    warnings: warnings,
                    creation: old?.deployment.creation.modified(at: now, by: person)
                        ?? CreationContext(at: now, by: person)),
                version: (old?.version ?? 0) + 1, serving: old?.serving,
                change: PendingChange(takesAllTraffic: allTraffic, by: person))
            try transaction.save(record)
            try transaction.append(
                "deployment.\(state.rawValue.lowercased())", about: record.deployment.reference, by: person, at: now,
                message: allTraffic ? "all traffic moves to it when it is ready" : nil)
            return record
        }
        begin(record)
        return record.deployment
    }

    package func showDeployment(
        _ name: DeploymentName, of endpoint: EndpointName, in workspace: WorkspaceName
    ) async throws -> OnlineDeployment {
        try await record(of: name, endpoint, workspace).deployment
    }

    /// By name. A deployment whose row cannot be read is reported in the engine's log and left alone.
    package func listDeployments(
        of endpoint: EndpointName, in workspace: WorkspaceName
    ) async throws -> [OnlineDeployment] {
        let rows = try await context.store.read { reader in
            _ = try reader.endpoint(endpoint, in: workspace)
            return try reader.deployments(of: endpoint)
        }
        return context.reporting(rows).map(\.deployment)
    }

    /// Why the last change failed; nil when it did not.
    package func diagnosis(
        of name: DeploymentName, _ endpoint: EndpointName, in workspace: WorkspaceName
    ) async throws -> DeploymentDiagnosis? {
        try await record(of: name, endpoint, workspace).diagnosis
    }

    /// The steps of the change that runs, or of the last one since the engine started.
    package func phases(
        of name: DeploymentName, _ endpoint: EndpointName, in workspace: WorkspaceName
    ) async throws -> [DeploymentPhase] {
        _ = try await record(of: name, endpoint, workspace)
        return await live[endpoint]?.deployments[name]?.supervisor.phases ?? []
    }

    /// The last lines of the deployment's log: what the engine and the workers wrote.
    package func logs(
        of name: DeploymentName, _ endpoint: EndpointName, in workspace: WorkspaceName, lines: Int
    ) async throws -> [String] {
        _ = try await record(of: name, endpoint, workspace)
        return try await folder(of: name, endpoint, workspace).logTail(lines: lines)
    }

    /// The figures of the deployment's workers since they were started; nil while it has none.
    package func statistics(
        of name: DeploymentName, _ endpoint: EndpointName, in workspace: WorkspaceName
    ) async throws -> DeploymentStatistics? {
        _ = try await record(of: name, endpoint, workspace)
        return await live[endpoint]?.deployments[name]?.workers?.statistics()
    }

    /// Returns when no change of the deployment runs any more, or after `limit`, with how it stands then.
    package func waitUntilSettled(
        _ name: DeploymentName, of endpoint: EndpointName, in workspace: WorkspaceName, atMost limit: Duration? = nil
    ) async throws -> OnlineDeployment {
        if let change = live[endpoint]?.deployments[name]?.change {
            if let limit {
                await Self.wait(for: change, atMost: limit, clock: context.clock)
            } else {
                await change.value
            }
        }
        return try await showDeployment(name, of: endpoint, in: workspace)
    }

    /// Gives up a change that runs, ends the workers, removes the files. Throws `invalidState` while the deployment has
    /// traffic, as Azure does.
    package func deleteDeployment(
        _ name: DeploymentName, of endpoint: EndpointName, in workspace: WorkspaceName, by person: String
    ) async throws {
        let now = context.clock.now()
        try await context.write { transaction in
            let holder = try transaction.endpoint(endpoint, in: workspace).endpoint
            var record = try transaction.deployment(name, of: endpoint)
            try Self.refuseDeletion(of: name, from: holder)
            record.deployment.provisioningState = try DeploymentStateMachine.state(
                after: .delete, from: record.deployment.provisioningState, of: name)
            record.deployment.reason = nil
            record.change = nil
            try transaction.save(record)
            try transaction.append("deployment.deleting", about: record.deployment.reference, by: person, at: now)
        }
        try await finishDeleting(name, of: endpoint, in: workspace, by: person)
    }

    /// The rest of a deletion that was begun, now or before the engine was restarted.
    func finishDeleting(
        _ name: DeploymentName, of endpoint: EndpointName, in workspace: WorkspaceName, by person: String
    ) async throws {
        let gone = live[endpoint]?.deployments.removeValue(forKey: name)
        publish(endpoint)
        await end(gone)
        try await folder(of: name, endpoint, workspace).remove()
        let now = context.clock.now()
        let (record, event) = try await context.write { transaction in
            var record = try transaction.endpoint(endpoint, in: workspace)
            let others = Set(try transaction.standings(of: endpoint).map(\.name)).subtracting([name])
            record.endpoint.traffic = try record.endpoint.traffic.keeping(others)
            record.endpoint.mirrorTraffic = record.endpoint.mirrorTraffic.keeping(others)
            try transaction.update(record)
            try transaction.removeDeployment(name, of: endpoint)
            let event = try transaction.append(
                "deployment.deleted",
                about: ResourceReference(kind: "deployment", name: "\(endpoint)/\(name)", workspace: workspace),
                by: person, at: now)
            return (record, event)
        }
        live[endpoint]?.apply(record.endpoint, event: event)
        publish(endpoint)
    }

    /// Ends all that a deployment does, when nothing leads to it any more.
    func end(_ deployment: LiveDeployment?) async {
        guard let deployment else { return }
        deployment.change?.cancel()
        deployment.rest?.cancel()
        deployment.start?.cancel()
        await deployment.workers?.drainAndStop()
        await deployment.coming?.drainAndStop()
        await deployment.change?.value
    }

    // MARK: A change as it runs

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
            let ready = try await supervisor.make(record) { phase in
                try await self.note(phase, of: record)
            }
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
            let state = try DeploymentStateMachine.state(
                after: .ready, from: current.deployment.provisioningState, of: name)
            current.deployment = made.deployment
            current.deployment.provisioningState = state
            current.deployment.reason = nil
            let serving = ServingVersion(
                number: made.number, deployment: current.deployment, python: made.python,
                modelDirectory: made.modelDirectory)
            current.serving = serving
            current.change = nil
            current.diagnosis = nil
            try transaction.save(current)
            var event = try transaction.append(
                "deployment.succeeded", about: current.deployment.reference, by: EngineContext.engineActor, at: now)
            var holder = try transaction.endpoint(endpoint, in: current.deployment.workspace)
            let plan = TrafficPlanner.planAllTraffic(to: name, of: holder.endpoint)
            if change.takesAllTraffic, plan != holder.endpoint.plan {
                event = try transaction.change(
                    &holder, to: plan, by: change.by, at: now, reason: "all traffic to \(name)")
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
        retire(before?.workers, keeping: serving, in: folder(of: name, endpoint, record.deployment.workspace))
        await before?.supervisor.note("ready")
    }

    /// Ends the workers of the version before and removes its files.
    private func retire(_ workers: (any ServingWorkers)?, keeping serving: ServingVersion, in folder: DeploymentFolder) {
        let logger = context.logger
        inBackground {
            await workers?.drainAndStop()
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
                current.deployment.provisioningState = try DeploymentStateMachine.state(
                    after: .failed, from: current.deployment.provisioningState, of: name)
                current.deployment.reason = current.serving == nil
                    ? diagnosis.summary : "\(diagnosis.summary); the version before it keeps serving"
                current.change = nil
                current.diagnosis = diagnosis
                try transaction.save(current)
                try transaction.append(
                    "deployment.failed", about: current.deployment.reference, by: EngineContext.engineActor, at: now,
                    message: current.deployment.reason)
            }
        } catch {
            context.logger.error(
                "state not written", metadata: ["deployment": "\(endpoint)/\(name)", "error": "\(error)"])
        }
        if live[endpoint]?.deployments[name]?.serving == nil {
            live[endpoint]?.deployments[name]?.unavailable = "deployment \(name) failed: \(diagnosis.summary)"
        }
    }

    // MARK: Small parts

    func makeSupervisor(of deployment: OnlineDeployment) -> DeploymentSupervisor {
        DeploymentSupervisor(
            folder: folder(of: deployment.name, deployment.endpoint, deployment.workspace), context: context,
            assets: assets, front: front, boxCores: boxCores)
    }

    func folder(
        of name: DeploymentName, _ endpoint: EndpointName, _ workspace: WorkspaceName
    ) -> DeploymentFolder {
        DeploymentFolder(of: name, endpoint: endpoint, in: workspace, home: context.home)
    }

    private func record(
        of name: DeploymentName, _ endpoint: EndpointName, _ workspace: WorkspaceName
    ) async throws -> DeploymentRecord {
        try await context.store.read { reader in
            _ = try reader.endpoint(endpoint, in: workspace)
            return try reader.deployment(name, of: endpoint)
        }
    }

    private static func event(making spec: OnlineDeploymentSpec, from old: DeploymentRecord?) -> DeploymentEvent {
        guard let old, old.serving != nil else { return .create }
        var scaled = old.deployment.spec
        scaled.instanceCount = spec.instanceCount
        let isScaling = old.deployment.provisioningState == .succeeded && scaled == spec
            && old.deployment.spec.instanceCount != spec.instanceCount
        return isScaling ? .scale : .update
    }

    private static func refuseDeletion(of name: DeploymentName, from endpoint: OnlineEndpoint) throws {
        let others = endpoint.traffic.weights.keys.filter { $0 != name }.sorted()
        if endpoint.traffic[name] > 0 {
            let wish = others.first.map { "\(name)=0 \($0)=100" } ?? "\(name)=0"
            throw AtelierError(
                .invalidState,
                "deployment \(name) has \(endpoint.traffic[name]) % of the traffic of endpoint \(endpoint.name)",
                hint: "move it first: 'atelier online-endpoint update --name \(endpoint.name) --traffic \"\(wish)\"'")
        }
        if endpoint.mirrorTraffic[name] > 0 {
            throw AtelierError(
                .invalidState,
                "deployment \(name) gets \(endpoint.mirrorTraffic[name]) % of endpoint \(endpoint.name)'s traffic "
                    + "mirrored",
                hint: "end that first: "
                    + "'atelier online-endpoint update --name \(endpoint.name) --mirror-traffic \"\(name)=0\"'")
        }
    }

    private static func wait(for change: Task<Void, Never>, atMost limit: Duration, clock: EngineClock) async {
        let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
        let waiter = Task {
            await change.value
            continuation.finish()
        }
        let timer = Task {
            try? await clock.sleep(limit)
            continuation.finish()
        }
        for await _ in ends {}
        timer.cancel()
        waiter.cancel()
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
