import Documents
package import Domain

extension EnvironmentReference {
    /// A reference as written; an environment written in place under the name Azure ML gives it, with its content's
    /// hash as version.
    func presentation(hash: ContentHash?) -> JSONValue {
        switch self {
        case .registered(let reference): .string(reference.description)
        case .inline(let spec):
            spec.presentation(
                name: spec.name?.rawValue ?? "CliV2AnonymousEnvironment", version: spec.version ?? hash?.rawValue)
        }
    }
}

extension EnvironmentSpec {
    func presentation(name: String, version: String?) -> JSONValue {
        .members([
            "build": build.map { ["path": .string($0.path), "dockerfile_path": .string($0.dockerfile)] },
            "conda_file": conda?.written, "description": description.map(JSONValue.string),
            "image": image.map(JSONValue.string), "name": .string(name), "os_type": "linux", "tags": JSONValue(tags),
            "version": version.map(JSONValue.string),
        ])
    }
}

extension EnvironmentAsset {
    /// What `az ml environment show` prints.
    package func presentation(in scope: Scope) -> JSONValue {
        guard case .object(var members) = spec.presentation(name: name.rawValue, version: version) else { return .null }
        members["creation_context"] = creation.presentation
        members["is_archived"] = isArchived ? true : nil
        members["id"] = .string(scope.id("environments", name.rawValue, "versions", version))
        members["resourceGroup"] = .string(scope.group.rawValue)
        return .object(members)
    }

    package static let columns = [
        Column("Name", "name"), Column("Version", "version"), Column("Image", "image"),
        Column("Created", "creation_context.created_at", .time), Column("Description", "description"),
    ]
}
