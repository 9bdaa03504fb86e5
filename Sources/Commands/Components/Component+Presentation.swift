package import Domain

extension Component {
    /// What `az ml component show` prints.
    package func presentation(in scope: Scope) -> JSONValue {
        let common = JSONValue.members([
            "code_hash": code.map { .string($0.rawValue) },
            "creation_context": creation.presentation,
            "description": description.map(JSONValue.string),
            "display_name": spec.displayName.map(JSONValue.string),
            "id": .string(scope.id("components", name.rawValue, "versions", version)),
            "inputs": .object(spec.inputs.mapValues(\.presentation)),
            "is_archived": isArchived ? true : .none,
            "is_deterministic": .bool(spec.isDeterministic),
            "name": .string(name.rawValue),
            "outputs": .object(spec.outputs.mapValues(\.presentation)),
            "properties": spec.properties == [:] ? .none : spec.properties,
            "resourceGroup": .string(scope.group.rawValue),
            "tags": JSONValue(tags),
            "type": .string(spec.work.kind.rawValue),
            "version": .string(version),
        ])
        return common.merging(spec.work.presentation(codes: codes ?? [:]))
    }

    package static let columns = [
        Column("Name", "name"), Column("Version", "version"), Column("Kind", "type"),
        Column("DisplayName", "display_name"), Column("Created", "creation_context.created_at", .time),
        Column("Description", "description"),
    ]
}

extension ComponentWork {
    /// What not every component has.
    fileprivate func presentation(codes: [String: ContentHash]) -> JSONValue {
        switch self {
        case .command(let step):
            .members([
                "additional_includes": step.additionalIncludes.map { JSONValue($0) },
                "code": step.code.map(JSONValue.string),
                "command": .string(step.command),
                "distribution": step.distribution,
                "environment": step.environment.presentation(hash: nil),
                "environment_variables":
                    step.environmentVariables.isEmpty ? .none : JSONValue(step.environmentVariables),
                "resources": step.resources,
            ])
        case .kept(let step):
            codes.reduce(step.document) { document, code in
                document.setting(
                    "code_hash", to: .string(code.value.rawValue),
                    at: code.key.split(separator: ".").map(String.init)[...])
            }
        }
    }
}

extension JSONValue {
    fileprivate func merging(_ others: JSONValue) -> JSONValue {
        guard case .object(let members) = self, case .object(let more) = others else { return self }
        return .object(members.merging(more) { own, _ in own })
    }

    fileprivate func setting(_ key: String, to value: JSONValue, at path: ArraySlice<String>) -> JSONValue {
        guard case .object(var members) = self else { return self }
        if let next = path.first {
            members[next] = members[next]?.setting(key, to: value, at: path.dropFirst())
        } else {
            members[key] = value
        }
        return .object(members)
    }
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
