package import Domain

extension Component {
    /// What `az ml component show` prints.
    package func presentation(in scope: Scope) -> JSONValue {
        .members([
            "code": spec.code.map(JSONValue.string),
            "code_hash": code.map { .string($0.rawValue) },
            "command": .string(spec.command),
            "creation_context": creation.presentation,
            "description": description.map(JSONValue.string),
            "display_name": spec.displayName.map(JSONValue.string),
            "distribution": spec.distribution,
            "environment": spec.environment.presentation(hash: nil),
            "environment_variables": spec.environmentVariables.isEmpty ? .none : JSONValue(spec.environmentVariables),
            "id": .string(scope.id("components", name.rawValue, "versions", version)),
            "inputs": .object(spec.inputs.mapValues(\.presentation)),
            "is_archived": isArchived ? true : .none,
            "is_deterministic": .bool(spec.isDeterministic),
            "name": .string(name.rawValue),
            "outputs": .object(spec.outputs.mapValues(\.presentation)),
            "properties": spec.properties.isEmpty ? .none : JSONValue(spec.properties),
            "resourceGroup": .string(scope.group.rawValue),
            "resources": spec.resources,
            "tags": JSONValue(tags),
            "type": "command",
            "version": .string(version),
        ])
    }

    package static let columns = [
        Column("Name", "name"), Column("Version", "version"), Column("Kind", "type"),
        Column("DisplayName", "display_name"), Column("Created", "creation_context.created_at", .time),
        Column("Description", "description"),
    ]
}

extension ComponentInput {
    /// Azure prints a value's default and bounds as texts.
    var presentation: JSONValue {
        .members([
            "default": standard.map { .string($0.plainText) }, "description": description.map(JSONValue.string),
            "enum": choices.isEmpty ? .none : JSONValue(choices), "max": most.map { .string(Self.shown($0)) },
            "min": least.map { .string(Self.shown($0)) }, "mode": mode.map { .string($0.rawValue) },
            "optional": isOptional ? true : .none, "type": .string(type.rawValue),
        ])
    }
}

extension ComponentOutput {
    var presentation: JSONValue {
        .members([
            "description": description.map(JSONValue.string), "mode": mode.map { .string($0.rawValue) },
            "type": .string(type.rawValue),
        ])
    }
}
