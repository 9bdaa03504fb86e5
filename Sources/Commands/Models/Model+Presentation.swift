package import Domain

extension ModelVersion {
    /// What `az ml model show` prints, and where the model came from.
    package func presentation(in scope: Scope, localPath: String? = nil) -> JSONValue {
        .members([
            "content_hash": .string(contentHash.rawValue),
            "creation_context": creation.presentation,
            "description": description.map(JSONValue.string),
            "id": .string(scope.id("models", name.rawValue, "versions", version)),
            "is_archived": isArchived ? true : nil,
            "job_name": lineage.job.map { .string($0.rawValue) },
            "lineage": lineage.presentation,
            "local_path": localPath.map(JSONValue.string),
            "name": .string(name.rawValue),
            "path": .string(source.description),
            "properties": JSONValue(properties),
            "resourceGroup": .string(scope.group.rawValue),
            "size_bytes": .int(size.bytes),
            "stage": stage.map(JSONValue.string),
            "tags": JSONValue(tags),
            "type": .string(type.rawValue),
            "version": .string(version),
        ])
    }

    package static let columns = [
        Column("Name", "name"), Column("Version", "version"), Column("Kind", "type"), Column("Stage", "stage"),
        Column("Job", "job_name"), Column("Bytes", "size_bytes"),
        Column("Created", "creation_context.created_at", .time),
        Column("Description", "description"),
    ]
}

extension ModelLineage {
    var presentation: JSONValue {
        .members([
            "code_hash": code.map { .string($0.rawValue) }, "data": data.isEmpty ? nil : JSONValue(data),
            "environment_hash": environment.map { .string($0.rawValue) },
            "job_name": job.map { .string($0.rawValue) },
            "metrics": metrics.isEmpty ? nil : .object(metrics.mapValues(JSONValue.double)),
        ])
    }
}
