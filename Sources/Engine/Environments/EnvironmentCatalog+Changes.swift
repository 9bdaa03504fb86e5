package import Domain
import Store

extension EnvironmentCatalog {
    /// Removes a version; what was built of it goes with the next 'environment prune', and its number is never given
    /// again. Throws `invalidState` while a job that has not ended, a deployment or a component
    /// needs it.
    @discardableResult
    package func delete(
        _ name: EnvironmentName, version: String, in workspace: WorkspaceName, by person: String,
        undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        try await shelf.delete(
            name, version: version, in: workspace, by: person, undoing: sequence
        ) { environment, reader in
            if let user = try reader.users(of: environment).first {
                throw AtelierError.needed(environment, by: user, ending: "delete that one first")
            }
        }
    }
}

extension StoreReader {
    /// The registered environment that a reference means, when there is none any more.
    func gone(_ reference: EnvironmentReference?, in workspace: WorkspaceName) throws -> ResourceReference? {
        guard case .registered(let reference)? = reference, reference.registry == nil,
            CuratedEnvironments.spec(named: reference.name) == nil
        else { return nil }
        let found: EnvironmentAsset? = try find(reference, in: workspace)
        return found == nil ? reference.resource("environment", in: workspace) : nil
    }

    /// Who needs an environment's version: `job brave_fox`, `deployment iris/blue`.
    func users(of environment: EnvironmentAsset) throws -> [String] {
        func needs(_ reference: EnvironmentReference?) throws -> Bool {
            guard case .registered(let reference)? = reference else { return false }
            return try refers(reference, to: environment)
        }
        let workspace = environment.workspace
        var users = try unfinishedJobs(in: workspace).values
            .filter { try needs($0.spec.work.environment) }.map { "job \($0.name)" }
        for endpoint in try endpoints(in: workspace).values.map(\.endpoint.name) {
            for record in try deployments(of: endpoint).values {
                let specs = [record.deployment.spec, record.serving?.deployment.spec].compactMap(\.self)
                guard try specs.contains(where: { try needs($0.environment) }) else { continue }
                users.append("deployment \(endpoint)/\(record.deployment.name)")
            }
        }
        let components: Records<Component> = try assets(in: workspace, filter: ListFilter(archived: .included))
        users += try components.values.filter { component in
            switch component.spec.work {
            case .command(let step): try needs(step.environment)
            case .kept(let step): try step.environments.contains { try refers($0, to: environment) }
            }
        }.map { "component \($0.name):\($0.version)" }
        return users
    }
}
