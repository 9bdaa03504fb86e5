package import Domain

/// A command component (`commandComponent.schema.json`; `type: command` may be left out, as Azure ML allows).
package enum CommandComponentDocument: Document {
    package static let noun = "command component"
    package static let schemas: Set<String> = ["commandcomponent"]

    package static func blank() -> ComponentSpec {
        ComponentSpec(name: "", command: "", environment: .inline(EnvironmentSpec()))
    }

    package static var fields: [Field<ComponentSpec>] {
        [
            .readOnly("$schema"),
            .custom("type") { _, entry, reading in ComponentKind.check(entry.value, reading: reading) },
            .name("name", \.name, rule: .component, required: true),
            .version("version", \.version),
            .text("display_name", \.displayName),
            .text("description", \.description),
            .textMap("tags", \.tags),
            .textMap("properties", \.properties),
            .boolean("is_deterministic", \.isDeterministic),
            .text("command", \.command, required: true),
            .value("code", \.code) { $0.code($1, "code") },
            .custom("environment", required: true, children: EnvironmentFields.outline) { spec, entry, reading in
                if let found = reading.environment(entry.value) { spec.environment = found }
            },
            .textMap("environment_variables", \.environmentVariables),
            .custom("inputs", children: ComponentPortFields.inputOutline) { spec, entry, reading in
                spec.inputs = reading.componentInputs(entry.value)
            },
            .custom("outputs", children: ComponentPortFields.outputOutline) { spec, entry, reading in
                spec.outputs = reading.componentOutputs(entry.value)
            },
            .value("resources", \.resources) { $0.plainMap($1, "resources") }.kept,
            .value("distribution", \.distribution) { $0.plainMap($1, "distribution") }.kept,
            .refused(
                "additional_includes", because: "a component's code is one folder",
                hint: "copy the files into its code folder"),
            .ignored("auto_delete_setting"), .ignored("queue_settings"),
            .readOnly("id"), .readOnly("latest_version"), .readOnly("creation_context"),
        ]
    }

    package static func recognises(_ root: DocumentNode, reading: Reading) -> Bool {
        ComponentKind.isCommand(root, reading: reading)
            && SchemaName.accepts(root, for: schemas, noun: noun, reading: reading)
    }

    package static func finish(_ draft: ComponentSpec, root: DocumentNode, reading: Reading) -> ComponentSpec {
        let scope = ExpressionScope(
            inputs: root["inputs"]?.entries?.map(\.key) ?? [], outputs: root["outputs"]?.entries?.map(\.key) ?? [])
        if let command = root["command"] { scope.check(command, reading: reading) }
        for variable in root["environment_variables"]?.entries ?? [] {
            scope.check(variable.value, reading: reading)
        }
        return draft
    }
}

extension Reading {
    /// A map that is kept as it is written.
    fileprivate func plainMap(_ node: DocumentNode, _ field: String) -> JSONValue? {
        guard node.entries != nil else {
            diagnostics.error("\"\(field)\" must be a map, not \(node.kind)", at: node.position)
            return nil
        }
        return plain(node)
    }

    private func plain(_ node: DocumentNode) -> JSONValue {
        switch node.content {
        case .sequence(let nodes): .array(nodes.map(plain))
        case .mapping(let entries):
            .object(Dictionary(entries.map { ($0.key, plain($0.value)) }, uniquingKeysWith: { _, last in last }))
        case .scalar(let scalar):
            switch scalar.value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .int(let value): .int(value)
            case .double(let value): value.isFinite ? .double(value) : .string(scalar.text)
            case .text(let value): .string(value)
            }
        }
    }
}
