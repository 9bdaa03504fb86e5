package import Domain
import Store

extension ModelCatalog {
    /// Removes one version with its files. Its number is never given again. Throws `invalidState` while a deployment
    /// serves it, or is to, naming the deployment.
    @discardableResult
    package func delete(
        _ name: ModelName, version: String, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        try await shelf.delete(
            name, version: version, in: workspace, by: person, undoing: sequence,
            folders: [context.home.model(name, version: version, in: workspace)], check: Self.refuseServed)
    }

    @Sendable private static func refuseServed(_ model: ModelVersion, _ reader: StoreReader) throws {
        for endpoint in try reader.endpoints(in: model.workspace).values.map(\.endpoint.name) {
            for record in try reader.deployments(of: endpoint).values where try record.needs(model, reader) {
                throw AtelierError(
                    .invalidState,
                    "model \(model.name):\(model.version) is used by deployment \(endpoint)/\(record.deployment.name)",
                    hint: "delete that deployment first, or archive the model",
                    subject: "model \(model.name):\(model.version)")
            }
        }
    }
}

extension DeploymentRecord {
    /// Whether what serves, or what was asked for, is this version.
    fileprivate func needs(_ model: ModelVersion, _ reader: StoreReader) throws -> Bool {
        try [deployment, serving?.deployment].compactMap(\.self).contains { deployment in
            var references = [deployment.model].compactMap(\.self)
            // Not resolved yet: what was asked for may come to mean it.
            if references.isEmpty, case .registered(let asked) = deployment.spec.model { references = [asked] }
            return try references.contains { try reader.refers($0, to: model) }
        }
    }
}
