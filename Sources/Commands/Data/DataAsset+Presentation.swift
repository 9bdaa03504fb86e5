package import ControlAPI
package import Domain

extension DataAsset {
    /// What `az ml data show` prints.
    package func presentation(in scope: Scope) -> JSONValue {
        .members([
            "creation_context": creation.presentation,
            "description": description.map(JSONValue.string),
            "id": .string(scope.id("data", name.rawValue, "versions", version)),
            "is_archived": isArchived ? true : nil,
            "name": .string(name.rawValue),
            "path": .string(location.description),
            "resourceGroup": .string(scope.group.rawValue),
            "tags": JSONValue(tags),
            "type": .string(type.rawValue),
            "version": .string(version),
        ])
    }

    package static let columns = [
        Column("Name", "name"), Column("Version", "version"), Column("Kind", "type"), Column("Path", "path"),
        Column("Created", "creation_context.created_at", .time),
    ]
}

extension DataDetails {
    /// What `az ml data show` prints, and what lies at the location now.
    package func presentation(in scope: Scope) -> JSONValue {
        guard case .object(var members) = data.presentation(in: scope) else { return .null }
        members["file_count"] = content.fileCount.map { JSONValue($0) }
        members["local_path"] = content.path.map(JSONValue.string)
        members["problem"] = content.problem.map(JSONValue.string)
        members["size_bytes"] = content.size.map { .int($0.bytes) }
        return .object(members)
    }

    package static let columns = DataAsset.columns + [Column("Files", "file_count"), Column("Bytes", "size_bytes")]
}
