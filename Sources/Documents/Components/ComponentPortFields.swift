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
            .value("min", \.least) { $0.bound($1) },
            .value("max", \.most) { $0.bound($1) },
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
        ports(node, of: "input", with: ComponentPortFields.inputs) { draft, entry in
            guard let type = draft.type else { return nil }
            warnOfMode(entry, isKnown: draft.inputMode != nil)
            let input = ComponentInput(
                type: type, description: draft.description, isOptional: draft.isOptional, standard: draft.standard,
                choices: draft.choices, least: draft.least, most: draft.most, mode: draft.inputMode)
            check(input, entry)
            return input
        }
    }

    func componentOutputs(_ node: DocumentNode) -> [String: ComponentOutput] {
        ports(node, of: "output", with: ComponentPortFields.outputs) { draft, entry in
            warnOfMode(entry, isKnown: draft.outputMode != nil)
            return draft.type.map { ComponentOutput(type: $0, description: draft.description, mode: draft.outputMode) }
        }
    }

    private func ports<Port>(
        _ node: DocumentNode, of noun: String, with fields: [Field<ComponentPortFields.Draft>],
        make: (ComponentPortFields.Draft, DocumentEntry) -> Port?
    ) -> [String: Port] {
        var ports: [String: Port] = [:]
        for entry in node.entries ?? [] where checkParameterName(entry, of: noun) {
            var draft = ComponentPortFields.Draft()
            fillJudged(&draft, from: entry.value, with: fields, aloud: [])
            ports[entry.key] = make(draft, entry)
        }
        return ports
    }

    /// Azure ML takes the modes of all kinds of port for each.
    private func warnOfMode(_ entry: DocumentEntry, isKnown: Bool) {
        guard !isKnown, let mode = entry.value["mode"], let text = mode.scalar?.text else { return }
        diagnostics.warning("mode \(text) means nothing for \"\(entry.key)\" and is ignored", at: mode.position)
    }

    /// What an input says of its values should go together; Azure ML does not look.
    private func check(_ input: ComponentInput, _ entry: DocumentEntry) {
        if let least = input.least, let most = input.most, least > most {
            diagnostics.warning("\"min\" is more than \"max\"", at: (entry.value["min"] ?? entry.value).position)
        }
        guard let node = entry.value["default"], let text = node.scalar?.text, input.type.isValue, !node.isNull
        else { return }
        let asValue = input.type == .boolean ? YAMLScalar.bool(text).map { "\($0)" } ?? text : text
        if let problem = input.problem(with: asValue) {
            diagnostics.warning("the default of input \"\(entry.key)\", \"\(text)\", \(problem)", at: node.position)
        }
    }

    fileprivate func bound(_ node: DocumentNode) -> Double? {
        node.scalar.flatMap { Double($0.text) }.flatMap { $0.isFinite ? $0 : nil }
    }
}
