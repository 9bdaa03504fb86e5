package import Domain
import FoundationEssentials
import Logging
import Store

extension EndpointCatalog {
    /// Brings back what the store says: routes at once (an endpoint whose workers are not there yet says so instead of
    /// being unknown), then the workers of every deployment with traffic or still warm, all at the same time. Changes
    /// that were acknowledged before the engine died are run again from their beginning; deletions are finished.
    package func start() async throws {
        let (rows, holdsSecrets) = try await context.store.read { reader in
            let endpoints = try reader.endpoints()
            let deployments = try endpoints.values.map { record in
                let name = record.endpoint.name
                return (name, try reader.deployments(of: name), try reader.revisions(of: name).values.last?.at)
            }
            return ((endpoints, try reader.lastEventSequence(), deployments), try reader.holdsSecrets())
        }
        let (endpoints, event, deployments) = rows
        await loads.start { [weak self] in await self?.measureLoads() ?? [] }
        beginHearing()
        openSecrets(holdsSecrets)
        for record in context.reporting(endpoints) {
            live[record.endpoint.name] = LiveEndpoint(record.endpoint, keys: routeKeys(of: record), event: event)
        }
        for (endpoint, rows, trafficAt) in deployments {
            restore(context.reporting(rows), of: endpoint, trafficAt: trafficAt)
        }
        for endpoint in live.values.map(\.endpoint) where endpoint.provisioningState != .deleting {
            if let rollout = endpoint.rollout { resume(rollout, of: endpoint.name, in: endpoint.workspace) }
        }
        for endpoint in live.values.map(\.endpoint) where endpoint.provisioningState == .deleting {
            inBackground { await self.reportingFailure(of: "deletion of \(endpoint.name)") {
                let person = try await self.deleter(of: endpoint.reference)
                try await self.finishDeleting(endpoint.name, in: endpoint.workspace, by: person)
            } }
        }
    }

    /// Ends all workers. Rows stay as they are: changes that run are run again at the next start.
    package func stop() async {
        beginStopping()
        await loads.stop()
        await stopRollouts()
        let deployments = live.values.flatMap(\.deployments.values)
        for deployment in deployments {
            deployment.change?.cancel()
            deployment.rest?.cancel()
            deployment.start?.cancel()
        }
        // What was on its way may still bring workers; only then are all of them known.
        for deployment in deployments {
            await deployment.change?.value
        }
        let workers = live.values.flatMap(\.deployments.values).flatMap { [$0.workers, $0.coming].compactMap(\.self) }
        await withDiscardingTaskGroup { group in
            for workers in workers { group.addTask { await workers.drainAndStop() } }
        }
        await finishBackground()
    }

    /// Deletes an endpoint with its deployments; the command line asks before.
    @discardableResult
    package func delete(
        _ name: EndpointName, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        let now = context.clock.now()
        try await context.write { transaction in
            var record = try transaction.endpoint(name, in: workspace)
            guard record.endpoint.provisioningState != .deleting else {
                throw AtelierError(.conflict, "endpoint \(name) is being deleted already")
            }
            record.endpoint.provisioningState = .deleting
            try transaction.update(record)
            try transaction.append("endpoint.deleting", about: record.endpoint.reference, by: person, at: now)
        }
        return try await finishDeleting(name, in: workspace, by: person, undoing: sequence)
    }

    @discardableResult
    private func finishDeleting(
        _ name: EndpointName, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        front.withdraw(name)
        let gone = live.removeValue(forKey: name)
        await gone?.rollout?.stop()
        let deployments = gone?.deployments ?? [:]
        await withDiscardingTaskGroup { group in
            for deployment in deployments.values { group.addTask { await self.end(deployment) } }
        }
        await loads.forget(name)
        let folder = context.home.endpoint(name, in: workspace)
        return try await context.delete(
            ResourceReference(kind: "endpoint", name: name.rawValue, workspace: workspace), in: workspace, by: person,
            undoing: sequence
        ) { Taken(Removal(try $0.removeEndpoint(name)), folders: [folder]) }
    }

    /// Who asked for a deletion that the engine did not live to finish.
    private func deleter(of resource: ResourceReference) async throws -> String {
        var filter = EventFilter(about: resource)
        filter.kinds = ["\(resource.kind).deleting"]
        return try await context.store.read { [filter] in
            try $0.events(before: .max, limit: 1, matching: filter).first?.by ?? EngineContext.engineActor
        }
    }

    // MARK: Restoring

    func restore(_ records: [DeploymentRecord], of endpoint: EndpointName, trafficAt: Date?) {
        for record in records {
            let name = record.deployment.name
            var deployment = LiveDeployment(
                supervisor: makeSupervisor(of: record.deployment), serving: record.serving,
                unavailable: "deployment \(name) cannot answer: \(record.deployment.reason ?? "it is not ready")")
            deployment.isBroken = record.deployment.provisioningState == .succeeded && record.deployment.reason != nil
            deployment.coming = record.serving.map { resting($0, deployment.supervisor) }
            live[endpoint]?.deployments[name] = deployment
        }
        publish(endpoint)
        guard let current = live[endpoint], current.endpoint.provisioningState != .deleting else { return }
        for record in records {
            let (name, workspace) = (record.deployment.name, record.deployment.workspace)
            if record.deployment.provisioningState == .deleting {
                inBackground { await self.reportingFailure(of: "deletion of \(endpoint)/\(name)") {
                    let person = try await self.deleter(of: record.deployment.reference)
                    try await self.finishDeleting(name, of: endpoint, in: workspace, by: person)
                } }
                continue
            }
            if record.serving != nil, current.hasRequests(for: name) || isWarm(record, trafficAt) {
                inBackground { await self.wakeOnDemand(name, of: endpoint) }
            }
            if record.change != nil { begin(record) }
        }
    }

    /// Whether a deployment without traffic was changed, or lost its traffic, so lately that it keeps its workers.
    private func isWarm(_ record: DeploymentRecord, _ trafficAt: Date?) -> Bool {
        let changed = record.deployment.creation.lastModifiedAt
        let last = max(changed, trafficAt ?? changed)
        let warm = context.settings.previousDeploymentWarm.components
        return context.clock.now() < last.addingTimeInterval(Double(warm.seconds))
    }

    private func reportingFailure(of what: String, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            context.logger.error("\(what) failed", metadata: ["error": "\(error)"])
        }
    }
}
