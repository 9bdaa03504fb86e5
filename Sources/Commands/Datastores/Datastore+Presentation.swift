package import Domain

extension Datastore {
    /// What `az ml datastore show` prints. Of credentials only the kind is known here.
    package func presentation(in scope: Scope) -> JSONValue {
        var members: [String: JSONValue] = settings.mapValues(JSONValue.string)
        if let artifact = settings["artifact"] {
            members["artifact"] = ["name": .string(artifact), "type": "lake_house"]
        }
        let common = JSONValue.members([
            "creation_context": creation.presentation,
            "credentials": credentials.map { ["type": .string($0.rawValue)] } ?? [:],
            "description": description.map(JSONValue.string),
            "id": .string(scope.id("datastores", name.rawValue)),
            "is_default": .bool(name == Datastore.defaultName),
            "name": .string(name.rawValue),
            "resourceGroup": .string(scope.group.rawValue),
            "tags": JSONValue(tags),
            "type": .string(type.rawValue),
        ])
        if case .object(let more) = common { members.merge(more) { _, new in new } }
        return .object(members)
    }

    package static let columns = [
        Column("Name", "name"), Column("Kind", "type"), Column("Default", "is_default"), Column("Path", "path"),
        Column("Account", "account_name"), Column("Description", "description"),
    ]
}
