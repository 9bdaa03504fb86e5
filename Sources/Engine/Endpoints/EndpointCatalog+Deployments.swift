package import Domain
import FoundationEssentials
import Logging
package import Scoring
import Store

extension EndpointCatalog {
    /// Creates a deployment, or updates the one of that name, as Azure's PUT does; returns at once with `Creating`,
    /// `Updating` or `Scaling`, and the change goes on whoever is gone. With `allTraffic` all traffic moves to it in
    /// the transaction that makes it `Succeeded`. With `keepingParts` it stays made of what it is made of, as far as
    /// the spec names the same. Throws `invalidArgument` for what it cannot be, `notFound` for a registered model that
    /// is not there, `conflict` while another change of it runs.
    package func deploy(
        _ spec: OnlineDeploymentSpec, allTraffic: Bool, keepingParts: Bool = false, in workspace: WorkspaceName,
        by person: String
    ) async throws -> OnlineDeployment {
        try DeploymentRules.check(spec)
        try spec.rollout?.check()
        if case .registered? = spec.model, let model = spec.model {
            _ = try await assets.model(model, in: workspace, by: person)
        }
        let now = context.clock.now()
        let warnings = DeploymentRules.warnings(of: spec, boxCores: boxCores)
        let record = try await context.write { transaction in
            let holder = try transaction.openEndpoint(spec.endpoint, in: workspace)
            if allTraffic {
                try RolloutPlanner.refuse(during: holder.rollout, of: spec.endpoint)
            } else {
                try RolloutPlanner.refuse(changing: spec.name, during: holder.rollout, of: spec.endpoint)
            }
            let old = try transaction.deploymentIfAny(spec.name, of: spec.endpoint)
            let event = Self.event(making: spec, from: old)
            let state = try DeploymentStateMachine.state(
                after: event, from: old?.deployment.provisioningState, of: spec.name)
            let parts = DeploymentParts(of: spec, keptFrom: keepingParts ? old : nil)
            let rollout = keepingParts || allTraffic ? nil : spec.rollout
            let isServing = rollout != nil && holder.traffic[spec.name] > 0
            let record = DeploymentRecord(
                deployment: OnlineDeployment(
                    workspace: workspace, spec: parts.spec, provisioningState: state, reason: "about to begin",
                    code: parts.code, environment: parts.environment,
                    warnings: warnings + (isServing ? [Self.passedOver(spec.name, holder)] : []),
                    creation: old?.deployment.creation.modified(at: now, by: person)
                        ?? CreationContext(at: now, by: person)),
                version: (old?.version ?? 0) + 1, serving: old?.serving,
                change: PendingChange(
                    takesAllTraffic: allTraffic, by: person, python: parts.python,
                    // What is asked for by a file may have changed though the file says the same.
                    keepsVersion: event == .scale && keepingParts, rollout: isServing ? nil : rollout))
            try transaction.save(record)
            try transaction.append(
                "deployment.\(state.rawValue.lowercased())", about: record.deployment.reference, by: person, at: now,
                message: record.change?.promise,
                before: old?.deployment.summary, after: record.deployment.summary)
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

    /// How they are now; nil while it has none.
    package func workers(
        of name: DeploymentName, _ endpoint: EndpointName, in workspace: WorkspaceName
    ) async throws -> DeploymentWorkers? {
        try await statistics(of: name, endpoint, in: workspace).map(DeploymentWorkers.init)
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
    @discardableResult
    package func deleteDeployment(
        _ name: DeploymentName, of endpoint: EndpointName, in workspace: WorkspaceName, by person: String,
        undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        let now = context.clock.now()
        try await context.write { transaction in
            let holder = try transaction.endpoint(endpoint, in: workspace).endpoint
            var record = try transaction.deployment(name, of: endpoint)
            let before = record.deployment.provisioningState
            try Self.refuseDeletion(of: name, from: holder)
            try RolloutPlanner.refuse(changing: name, during: holder.rollout, of: endpoint)
            record.former = FormerDeployment(deployment: record.deployment, change: record.change)
            record.deployment.provisioningState = try DeploymentStateMachine.state(
                after: .delete, from: record.deployment.provisioningState, of: name)
            record.deployment.reason = nil
            record.change = nil
            try transaction.save(record)
            try transaction.append(
                "deployment.deleting", about: record.deployment.reference, by: person, at: now, before: before.noted,
                after: record.deployment.provisioningState.noted)
        }
        return try await finishDeleting(name, of: endpoint, in: workspace, by: person, undoing: sequence)
    }

    /// The rest of a deletion that was begun, now or before the engine was restarted.
    @discardableResult
    func finishDeleting(
        _ name: DeploymentName, of endpoint: EndpointName, in workspace: WorkspaceName, by person: String,
        undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        let gone = live[endpoint]?.deployments.removeValue(forKey: name)
        publish(endpoint)
        await end(gone)
        let root = folder(of: name, endpoint, workspace).root
        let deletion = try await context.delete(
            ResourceReference(kind: "deployment", name: "\(endpoint)/\(name)", workspace: workspace), in: workspace,
            by: person, undoing: sequence
        ) { transaction in
            var record = try transaction.endpoint(endpoint, in: workspace)
            let others = Set(try transaction.standings(of: endpoint).map(\.name)).subtracting([name])
            record.endpoint.traffic = try record.endpoint.traffic.keeping(others)
            record.endpoint.mirrorTraffic = record.endpoint.mirrorTraffic.keeping(others)
            try transaction.update(record)
            return Taken(Removal(try transaction.removeDeployment(name, of: endpoint)), folders: [root])
        }
        live[endpoint]?.apply(try await show(endpoint, in: workspace), event: deletion.event)
        publish(endpoint)
        return deletion
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

    // MARK: Small parts

    func makeSupervisor(of deployment: OnlineDeployment) -> DeploymentSupervisor {
        DeploymentSupervisor(
            folder: folder(of: deployment.name, deployment.endpoint, deployment.workspace), context: context,
            assets: assets, front: front, boxCores: boxCores, loads: loads,
            onNotice: onNotice)
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

    private static func passedOver(_ name: DeploymentName, _ endpoint: OnlineEndpoint) -> String {
        "its rollout is passed over: \(name) takes \(endpoint.traffic[name]) % of the traffic already"
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
