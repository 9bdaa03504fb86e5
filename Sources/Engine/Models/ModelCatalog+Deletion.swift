package import Domain
import FoundationEssentials
import LinuxSystem
import Store

extension ModelCatalog {
    /// Removes one version with its files. Its number is never given again. Throws `invalidState` while a deployment
    /// serves it, or is to, naming the deployment.
    package func delete(
        _ name: ModelName, version: String, in workspace: WorkspaceName, by person: String
    ) async throws {
        let now = context.clock.now()
        let place = context.home.model(name, version: version, in: workspace)
        // Under a name that the next start sweeps away, should this one be cut short.
        let trash = "\(context.home.workspace(workspace))/models/\(ModelStaging.prefix)\(UUID().uuidString)"
        do {
            try await context.write { transaction in
                guard let model = try transaction.model(name, version: version, in: workspace) else {
                    throw AtelierError.missing(
                        AssetReference(name: name.rawValue, selector: .version(version)), noun: "model",
                        known: try transaction.modelNames(in: workspace))
                }
                try Self.refuseServed(model, transaction)
                try transaction.deleteModel(name, version: version, in: workspace)
                try transaction.append(
                    "model.deleted", about: model.reference, by: person, at: now,
                    before: ["version": .string(version), "hash": .string(model.contentHash.rawValue)])
                if try FileStamp.of(place) != nil { try FileCopy.move(place, to: trash) }
            }
        } catch {
            try await BlockingWork.run {
                if try FileStamp.of(trash) != nil { try FileCopy.move(trash, to: place) }
            }
            throw error
        }
        try await BlockingWork.run { try FileCopy.remove(trash) }
    }

    private static func refuseServed(_ model: ModelVersion, _ reader: StoreReader) throws {
        let latest = try reader.latestModel(model.name, in: model.workspace)?.version == model.version
        for endpoint in try reader.endpoints(in: model.workspace).values.map(\.endpoint.name) {
            for record in try reader.deployments(of: endpoint).values where record.needs(model, isLatest: latest) {
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
    fileprivate func needs(_ model: ModelVersion, isLatest: Bool) -> Bool {
        [deployment, serving?.deployment].compactMap(\.self).contains { deployment in
            var references = [deployment.model].compactMap(\.self)
            // Not resolved yet: what was asked for may come to mean it.
            if references.isEmpty, case .registered(let asked) = deployment.spec.model { references = [asked] }
            return references.contains { reference in
                guard reference.registry == nil, reference.name == model.name.rawValue else { return false }
                return switch reference.selector {
                case .version(let version): version == model.version
                case .label: isLatest
                }
            }
        }
    }
}
