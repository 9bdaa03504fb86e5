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
