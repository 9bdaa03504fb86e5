import Domain
import FoundationEssentials
import Store

extension EndpointCatalog {
    /// Edits an endpoint, decides its traffic, writes both in one transaction with the revision and the event, then
    /// swaps the route. `decide` runs on what the database says at that moment, so of many changes at once each sees
    /// the one before it. Throws `conflict` when the traffic is not at `ifRevision` any more, and while a rollout runs,
    /// unless it is one that `endsRollout`.
    func changeTraffic(
        of name: EndpointName, ifRevision: Int?, in workspace: WorkspaceName, by person: String,
        undoing sequence: Int64? = nil, endsRollout: Bool = false,
        edit: @escaping @Sendable (inout OnlineEndpoint) -> Void,
        decide: @escaping @Sendable (OnlineEndpoint, StoreReader) throws -> (TrafficPlan, reason: String)
    ) async throws -> OnlineEndpoint {
        var ready: Set<DeploymentName> = []
        defer { release(ready, of: name) }
        while true {
            let wanted = try await context.store.read { reader in
                let endpoint = try reader.endpoint(name, in: workspace).endpoint
                try reader.require(ifRevision, of: endpoint)
                let plan = try decide(endpoint, reader).0
                if plan != endpoint.plan, !endsRollout { try RolloutPlanner.refuse(during: endpoint.rollout, of: name) }
                return Self.gaining(in: plan, of: endpoint)
            }
            for deployment in wanted.subtracting(ready).sorted() {
                hold(deployment, of: name)
                ready.insert(deployment)
                try await wake(deployment, of: name)
            }
            let (now, awake) = (context.clock.now(), ready)
            // Nil when somebody changed the endpoint meanwhile, and the plan needs other deployments than those awake.
            let written: (OnlineEndpoint, Int64)? = try await context.write { transaction in
                var record = try transaction.endpoint(name, in: workspace)
                guard record.endpoint.provisioningState != .deleting else {
                    throw AtelierError(.conflict, "endpoint \(name) is being deleted", subject: "endpoint \(name)")
                }
                try transaction.require(ifRevision, of: record.endpoint)
                let (plan, reason) = try decide(record.endpoint, transaction)
                guard Self.gaining(in: plan, of: record.endpoint).isSubset(of: awake) else { return nil }
                let before = record.endpoint
                edit(&record.endpoint)
                let movesTraffic = plan != before.plan
                if movesTraffic, let rollout = record.endpoint.rollout, rollout.isActive {
                    guard endsRollout else { throw RolloutPlanner.busy(rollout, of: name) }
                    try transaction.carryOut(
                        .abortion(rollout, at: now, because: "\(person.neutralised) rolled the traffic back"), on: &record,
                        by: person, at: now)
                }
                record.endpoint.creation = record.endpoint.creation.modified(at: now, by: person)
                try transaction.update(record)
                var event: Int64 = 0
                if !movesTraffic || record.endpoint.edited != before.edited {
                    let after = record.endpoint.edited
                    event = try transaction.append(
                        "endpoint.updated", about: record.endpoint.reference, by: person, at: now,
                        message: sequence.map(UndoDesk.message), before: before.edited,
                        after: sequence.map { after.undoing($0) } ?? after)
                }
                if movesTraffic {
                    event = try transaction.change(
                        &record, to: plan, by: person, at: now, reason: reason, undoing: sequence)
                }
                return (record.endpoint, event)
            }
            if let (endpoint, event) = written {
                live[name]?.apply(endpoint, event: event)
                publish(name)
                if let rollout = endpoint.rollout, !rollout.isActive { await tend(rollout, of: name) }
                return endpoint
            }
        }
    }

    /// The deployments a plan sends requests to that get none now.
    private static func gaining(in plan: TrafficPlan, of endpoint: OnlineEndpoint) -> Set<DeploymentName> {
        let receiving = plan.traffic.live + [plan.mirrorTraffic.target].compactMap { $0 }
        return Set(receiving.filter { endpoint.traffic[$0] == 0 && endpoint.mirrorTraffic[$0] == 0 })
    }

    private func hold(_ deployment: DeploymentName, of endpoint: EndpointName) {
        live[endpoint]?.deployments[deployment]?.holds += 1
    }

    private func release(_ deployments: Set<DeploymentName>, of endpoint: EndpointName) {
        for name in deployments { live[endpoint]?.deployments[name]?.holds -= 1 }
    }
}
