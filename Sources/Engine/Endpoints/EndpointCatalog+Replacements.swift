package import Domain
import Store

extension EndpointCatalog {
    /// A model version beside the deployment that serves now, and otherwise like it: its code by content, its
    /// environment as it was built, its settings. At 0 %, and back at once with `Creating` or `Updating`. Throws
    /// `notFound` for a model that is not there, otherwise as `ReplacementPlanner` does.
    package func deploy(
        _ model: AssetReference, to endpoint: EndpointName, as name: DeploymentName? = nil,
        in workspace: WorkspaceName, by person: String
    ) async throws -> OnlineDeployment {
        let version = try await assets.model(.registered(model), in: workspace, by: person).version
        // What '@latest' means now is what was asked for, whenever the deployment is made.
        let pinned = AssetReference(name: version.name.rawValue, selector: .version(version.version))
        let now = context.clock.now()
        let boxCores = boxCores
        let record = try await context.write { transaction in
            let holder = try transaction.openEndpoint(endpoint, in: workspace)
            let plan = try ReplacementPlanner.plan(
                name, of: holder, deployments: transaction.deployments(of: endpoint).values)
            try RolloutPlanner.refuse(changing: plan.name, during: holder.rollout, of: endpoint)
            let original = plan.original.deployment
            var spec = original.spec
            spec.name = plan.name
            spec.model = .registered(pinned)
            spec.rollout = nil
            try DeploymentRules.check(spec)
            let old = try transaction.deploymentIfAny(plan.name, of: endpoint)
            let state = try DeploymentStateMachine.state(
                after: old?.serving == nil ? .create : .update, from: old?.deployment.provisioningState,
                of: plan.name)
            let record = DeploymentRecord(
                deployment: OnlineDeployment(
                    workspace: workspace, spec: spec, provisioningState: state, reason: "about to begin",
                    code: original.code, environment: original.environment,
                    warnings: DeploymentRules.warnings(of: spec, boxCores: boxCores),
                    creation: old?.deployment.creation.modified(at: now, by: person)
                        ?? CreationContext(at: now, by: person)),
                version: (old?.version ?? 0) + 1, serving: old?.serving,
                change: PendingChange(takesAllTraffic: false, by: person, python: plan.original.python))
            try transaction.save(record)
            try transaction.append(
                "deployment.\(state.rawValue.lowercased())", about: record.deployment.reference, by: person, at: now,
                message: "model \(pinned.name):\(version.version), otherwise like \(original.name)",
                before: old?.deployment.summary, after: record.deployment.summary)
            return record
        }
        begin(record)
        return record.deployment
    }
}

extension StoreReader {
    /// An endpoint that may still be changed.
    func openEndpoint(_ name: EndpointName, in workspace: WorkspaceName) throws -> OnlineEndpoint {
        let endpoint = try endpoint(name, in: workspace).endpoint
        guard endpoint.provisioningState != .deleting else {
            throw AtelierError(.conflict, "endpoint \(endpoint.name) is being deleted")
        }
        return endpoint
    }
}
