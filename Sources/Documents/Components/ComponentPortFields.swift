import Domain

/// One entry of a component's `inputs` or `outputs`.
enum ComponentPortFields {
    struct Draft {
        var type: PortType?
        var description: String?
        var isOptional = false
        var standard: JSONValue?
        var choices: [String] = []
        var least: Double?
        var most: Double?
        var inputMode: InputMode?
        var outputMode: OutputMode?
    }

    static var inputs: [Field<Draft>] {
        [
            .choice("type", \.type).asRequired,
            .text("description", \.description),
            .boolean("optional", \.isOptional),
            .value("default", \.standard) { $0.literal($1, "default") },
            .value("enum", \.choices) { $0.textList($1, "enum") },
            .value("min", \.least) { $0.bound($1, "min") },
            .value("max", \.most) { $0.bound($1, "max") },
            .choice("mode", \.inputMode),
        ]
    }

    static var outputs: [Field<Draft>] {
        [
            .choice("type", \.type).asRequired,
            .text("description", \.description),
            .choice("mode", \.outputMode),
        ]
    }

    static var inputOutline: [FieldOutline] {
        [FieldOutline("<name>", .works, children: inputs.map(\.outline))]
    }

    static var outputOutline: [FieldOutline] {
        [FieldOutline("<name>", .works, children: outputs.map(\.outline))]
    }
}

extension Reading {
    func componentInputs(_ node: DocumentNode) -> [String: ComponentInput] {
        ports(node, "inputs", of: "input", with: ComponentPortFields.inputs) { draft, entry in
            guard let type = draft.type else { return nil }
            let input = ComponentInput(
                type: type, description: draft.description, isOptional: draft.isOptional, standard: draft.standard,
                choices: draft.choices, least: draft.least, most: draft.most, mode: draft.inputMode)
            check(input, entry)
            return input
        }
    }

    func componentOutputs(_ node: DocumentNode) -> [String: ComponentOutput] {
        ports(node, "outputs", of: "output", with: ComponentPortFields.outputs) { draft, _ in
            draft.type.map { ComponentOutput(type: $0, description: draft.description, mode: draft.outputMode) }
        }
    }

    private func ports<Port>(
        _ node: DocumentNode, _ field: String, of noun: String, with fields: [Field<ComponentPortFields.Draft>],
        make: (ComponentPortFields.Draft, DocumentEntry) -> Port?
    ) -> [String: Port] {
        guard let entries = node.entries else {
            diagnostics.error("\"\(field)\" must be a map of names and \(field), not \(node.kind)", at: node.position)
            return [:]
        }
        var ports: [String: Port] = [:]
        for entry in entries where checkParameterName(entry, of: noun) {
            var draft = ComponentPortFields.Draft()
            fill(&draft, from: entry.value, with: fields, noun: "\(noun) \"\(entry.key)\"")
            ports[entry.key] = make(draft, entry)
        }
        return ports
    }

    /// What an input says of its values must go together.
    private func check(_ input: ComponentInput, _ entry: DocumentEntry) {
        let isNumber = input.type == .integer || input.type == .number
        for (field, fits) in [("min", isNumber), ("max", isNumber), ("enum", input.type.isValue)] where !fits {
            guard let misplaced = entry.value.entries?.first(where: { $0.key == field }) else { continue }
            diagnostics.error(
                "\"\(field)\" has no meaning for an input of type \(input.type.rawValue)", at: misplaced.position)
        }
        if let least = input.least, let most = input.most, least > most {
            diagnostics.error("\"min\" is more than \"max\"", at: (entry.value["min"] ?? entry.value).position)
        }
        if let mode = entry.value.entries?.first(where: { $0.key == "mode" }), input.type.isValue {
            diagnostics.error(
                "\"mode\" has no meaning for an input of type \(input.type.rawValue)", at: mode.position)
        }
        guard let node = entry.value["default"], let text = node.scalar?.text, input.type.isValue else { return }
        let asValue = input.type == .boolean ? YAMLScalar.bool(text).map { "\($0)" } ?? text : text
        if let problem = input.problem(with: asValue) {
            diagnostics.error("the default of input \"\(entry.key)\", \"\(text)\", \(problem)", at: node.position)
        }
    }

    fileprivate func bound(_ node: DocumentNode, _ field: String) -> Double? {
        if let text = node.scalar?.text, let number = Double(text), number.isFinite { return number }
        let found = node.scalar.map { "\"\($0.text)\"" } ?? node.kind
        diagnostics.error("\"\(field)\" must be a number, not \(found)", at: node.position)
        return nil
    }
}
