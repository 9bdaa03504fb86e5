package import Domain
import Store

extension ModelCatalog {
    /// Takes a version, or every version of the name, out of lists and out of `@latest`. Nothing is deleted.
    @discardableResult
    package func archive(
        _ name: ModelName, version: String? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> [ModelVersion] {
        try await setArchived(true, name, version: version, in: workspace, by: person)
    }

    @discardableResult
    package func restore(
        _ name: ModelName, version: String? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> [ModelVersion] {
        try await setArchived(false, name, version: version, in: workspace, by: person)
    }

    /// Changes what may change of a version: description, tags, properties, stage. `change` sees the current value.
    @discardableResult
    package func update(
        _ name: ModelName, version: String, in workspace: WorkspaceName, by person: String,
        change: @escaping @Sendable (inout ModelVersion) -> Void
    ) async throws -> ModelVersion {
        let now = context.clock.now()
        return try await context.write { transaction in
            guard let current = try transaction.model(name, version: version, in: workspace) else {
                throw AtelierError.missing(
                    AssetReference(name: name.rawValue, selector: .version(version)), noun: "model",
                    known: try transaction.modelNames(in: workspace))
            }
            var asked = current
            change(&asked)
            var model = current
            model.description = asked.description
            model.tags = asked.tags
            model.properties = asked.properties
            model.stage = asked.stage
            model.creation = current.creation.modified(at: now, by: person)
            try transaction.update(model)
            try transaction.append(
                "model.updated", about: model.reference, by: person, at: now, before: current.edited,
                after: model.edited)
            return model
        }
    }

    private func setArchived(
        _ isArchived: Bool, _ name: ModelName, version: String?, in workspace: WorkspaceName, by person: String
    ) async throws -> [ModelVersion] {
        let now = context.clock.now()
        return try await context.write { transaction in
            let versions: [ModelVersion]
            if let version {
                versions = try transaction.model(name, version: version, in: workspace).map { [$0] } ?? []
            } else {
                versions = try transaction.models(
                    named: name, in: workspace, filter: ListFilter(archived: .included)).values
            }
            guard !versions.isEmpty else {
                throw AtelierError.missing(
                    AssetReference(
                        name: name.rawValue, selector: version.map { .version($0) } ?? .label("latest")),
                    noun: "model", known: try transaction.modelNames(in: workspace))
            }
            return try versions.map { current in
                guard current.isArchived != isArchived else { return current }
                var model = current
                model.isArchived = isArchived
                model.creation = current.creation.modified(at: now, by: person)
                try transaction.update(model)
                try transaction.append(
                    isArchived ? "model.archived" : "model.restored", about: model.reference, by: person, at: now,
                    before: ["is_archived": .bool(current.isArchived)], after: ["is_archived": .bool(isArchived)])
                return model
            }
        }
    }
}

extension ModelVersion {
    /// What the journal keeps of what a person may change.
    var edited: JSONValue {
        [
            "description": description.map { .string($0) } ?? .null,
            "tags": .object(tags.mapValues { .string($0) }),
            "properties": .object(properties.mapValues { .string($0) }), "stage": stage.map { .string($0) } ?? .null,
        ]
    }
}
