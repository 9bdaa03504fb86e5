package import Domain
import Store

extension EndpointCatalog: Undeleting {
    /// An endpoint comes back with its traffic, keys and deployments, which start as after a restart of the engine; a
    /// deployment without traffic, and without workers until somebody asks for it.
    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        let parts = deletion.resource.name.split(separator: "/").map(String.init)
        guard parts.count > 1 else {
            return try await undelete(EndpointName(deletion.resource.name), deletion, in: workspace, by: person)
        }
        return try await undelete(
            DeploymentName(parts[1]), of: EndpointName(parts[0]), deletion, in: workspace, by: person)
    }

    package func deleteAgain(
        _ undeletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Deletion {
        let parts = undeletion.resource.name.split(separator: "/").map(String.init)
        guard parts.count > 1 else {
            return try await delete(
                EndpointName(undeletion.resource.name), in: workspace, by: person, undoing: undeletion.sequence)
        }
        return try await deleteDeployment(
            DeploymentName(parts[1]), of: EndpointName(parts[0]), in: workspace, by: person,
            undoing: undeletion.sequence)
    }

    private func undelete(
        _ name: EndpointName, _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        let now = context.clock.now()
        let ((record, rows, trafficAt), event) = try await context.undelete(
            deletion, in: workspace, by: person
        ) { transaction in
            var record = try transaction.endpoint(name, in: workspace)
            record.endpoint.provisioningState = .succeeded
            try transaction.update(record)
            let rows = try transaction.deployments(of: name)
            for deployment in rows.values.map(\.deployment) {
                try transaction.refuseUnfounded(deployment, deletion)
                // What it costs begins anew.
                try transaction.append(
                    "deployment.recovered", about: deployment.reference, by: person, at: now,
                    message: "came back with its endpoint", after: deployment.summary)
            }
            let last = try transaction.revisions(of: name).values.last?.at
            return ((record, rows, last), after: record.endpoint.trafficValue)
        }
        live[name] = LiveEndpoint(record.endpoint, keys: routeKeys(of: record), event: event)
        restore(context.reporting(rows), of: name, trafficAt: trafficAt)
        if let rollout = record.endpoint.rollout { resume(rollout, of: name, in: workspace) }
        return Undeletion(event)
    }

    private func undelete(
        _ name: DeploymentName, of endpoint: EndpointName, _ deletion: Event, in workspace: WorkspaceName,
        by person: String
    ) async throws -> Undeletion {
        try await context.store.read { reader in
            guard try reader.workspace(ofEndpoint: endpoint) != workspace else { return }
            let holder = ResourceReference(kind: "endpoint", name: endpoint.rawValue, workspace: workspace)
            throw try AtelierError.gone(holder, neededBy: deletion.about, reader)
        }
        let (record, event) = try await context.undelete(deletion, in: workspace, by: person) { transaction in
            _ = try transaction.openEndpoint(endpoint, in: workspace)
            var record = try transaction.deployment(name, of: endpoint)
            if let former = record.former {
                record.deployment = former.deployment
                // A change that the deletion gave up goes on, but moves no traffic by surprise.
                record.change = former.change.map {
                    PendingChange(takesAllTraffic: false, by: $0.by, python: $0.python)
                }
                record.former = nil
            }
            try transaction.refuseUnfounded(record.deployment, deletion)
            try transaction.save(record)
            return (record, after: record.deployment.summary)
        }
        restore([record], of: endpoint, trafficAt: nil)
        return Undeletion(
            event,
            remark: "deployment \(endpoint)/\(name) has 0 % of the traffic: "
                + "'atelier online-endpoint update --name \(endpoint) --traffic \"\(name)=…\"' gives it some")
    }
}

extension StoreReader {
    /// Throws `conflict` for a deployment whose model or environment is gone.
    fileprivate func refuseUnfounded(_ deployment: OnlineDeployment, _ deletion: Event) throws {
        let workspace = deployment.workspace
        if let reference = deployment.model, reference.registry == nil {
            let model: ModelVersion? = try find(reference, in: workspace)
            if model == nil {
                throw try AtelierError.gone(
                    reference.resource("model", in: workspace), neededBy: deletion.about, self)
            }
        }
        if let gone = try gone(deployment.spec.environment, in: workspace) {
            throw try AtelierError.gone(gone, neededBy: deletion.about, self)
        }
    }
}
