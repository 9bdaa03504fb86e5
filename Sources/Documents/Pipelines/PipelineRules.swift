import Domain

/// What the nodes of a pipeline say about each other: names that must be there, and no node may wait for itself.
struct PipelineRules {
    private let check: GrammarCheck
    private let inputs: [String]
    private let outputs: [String]
    private let nodes: [PipelineNode]
    private let names: [String]

    init(_ root: DocumentNode, check: GrammarCheck) {
        self.check = check
        inputs = root["inputs"]?.entries?.map(\.key) ?? []
        outputs = root["outputs"]?.entries?.map(\.key) ?? []
        nodes = (root["jobs"]?.entries ?? []).filter { $0.value.entries != nil }.map { PipelineNode($0, check: check) }
        names = nodes.map(\.name)
    }

    /// - Parameter wantsCompute: whether a node must say where it runs, because the pipeline does not.
    func apply(wantsCompute: Bool = false) {
        var waits: [String: [String]] = [:]
        for node in nodes {
            checkPorts(of: node)
            if wantsCompute { checkCompute(of: node) }
            if node.isInPlace(as: "spark") { check.checkSpark(node.value) }
            for expression in node.expressions(check.reading) {
                let parts = expression.body.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
                if let (message, hint) = problem(with: parts, of: expression, in: node) {
                    check.refuse(message, at: expression.place, hint: hint)
                } else if parts.count > 3, parts[0] == "parent", parts[1] == "jobs", parts[3] == "outputs" {
                    waits[node.name, default: []].append(parts[2])
                }
            }
        }
        checkCycles(waits)
    }

    // MARK: Where it runs

    private func checkCompute(of node: PipelineNode) {
        if node.type == "pipeline" {
            for inner in node.component?["jobs"]?.entries ?? [] where Self.wantsCompute(inner.value) {
                check.refuse(
                    "nothing says where \"\(inner.key)\" in \"\(node.name)\" runs", at: node.position,
                    hint: "give the pipeline settings.default_compute")
            }
        } else if Self.wantsCompute(node.value) {
            check.refuse(
                "nothing says where \"\(node.name)\" runs", at: node.position,
                hint: "give it a compute, or the pipeline settings.default_compute")
        }
    }

    private static func wantsCompute(_ node: DocumentNode) -> Bool {
        let type = PipelineNode.type(of: node)
        return !["pipeline", "import"].contains(type) && !(type == "spark" && node["resources"] != nil)
            && node["compute"] == nil
    }

    // MARK: What a node is given and what its component wants

    /// What a pipeline job gives the component that it is made of.
    static func checkComponent(of root: DocumentNode, wantsCompute: Bool, check: GrammarCheck) {
        guard let node = root["component"], let component = check.content(of: node) else { return }
        let given = root["inputs"]?.entries?.map(\.key) ?? []
        for port in component["inputs"]?.entries ?? []
        where PipelineNode.isRequired(port) && !given.contains(port.key) {
            check.refuse("input \"\(port.key)\" of the pipeline is missing", at: node.position)
        }
        for inner in component["jobs"]?.entries ?? [] where wantsCompute && Self.wantsCompute(inner.value) {
            check.refuse(
                "nothing says where \"\(inner.key)\" of the component runs", at: node.position,
                hint: "give the pipeline a compute")
        }
    }

    private func checkPorts(of node: PipelineNode) {
        guard let component = node.component else { return }
        let optional = node.value["search_space"]?.entries?.map(\.key) ?? []
        for (section, declared) in [("inputs", component["inputs"]), ("outputs", component["outputs"])] {
            let known = declared?.entries?.map(\.key) ?? []
            let noun = String(section.dropLast())
            for entry in node.value[section]?.entries ?? [] where !known.contains(entry.key) {
                let meant = EditDistance.nearest(to: entry.key, among: known)
                let message =
                    "the component of \"\(node.name)\" has no \(noun) \"\(entry.key)\"" + Reading.suggestion(meant)
                if meant == nil {
                    check.reading.diagnostics.warning(
                        message, at: entry.position, hint: "Azure ML takes it without a word")
                } else {
                    check.refuse(message, at: entry.position)
                }
            }
        }
        let given = (node.value["inputs"]?.entries ?? []).filter { !$0.value.isNull }.map(\.key)
        for port in component["inputs"]?.entries ?? [] where !given.contains(port.key) && !optional.contains(port.key) {
            guard PipelineNode.isRequired(port) else { continue }
            check.refuse("input \"\(port.key)\" of \"\(node.name)\" is missing", at: node.position)
        }
        for entry in node.value["inputs"]?.entries ?? [] {
            guard let scalar = entry.value.scalar, let type = component["inputs"]?[entry.key]?["type"]?.scalar?.text,
                Self.dataTypes.contains(type)
            else { continue }
            switch scalar.value {
            case .int, .double, .bool:
                check.refuse(
                    "\"\(entry.key)\" is a \(type), and \(scalar.text) is no path", at: entry.value.position)
            case .text, .null: break
            }
        }
    }

    private static let dataTypes: Set<String> = [
        "path", "uri_file", "uri_folder", "mltable", "custom_model", "mlflow_model", "triton_model",
    ]

    // MARK: Expressions

    private func problem(
        with parts: [String], of expression: ExpressionScope.Expression, in node: PipelineNode
    ) -> (message: String, hint: String?)? {
        switch (parts[0], parts.count > 1 ? parts[1] : "") {
        case ("parent", "inputs"):
            return missing(parts, among: inputs, noun: "pipeline input", section: "inputs")
        case ("parent", "outputs"):
            return missing(parts, among: outputs, noun: "pipeline output", section: "outputs")
        case ("parent", "jobs"):
            return missingPort(parts, expression)
        case ("parent", _):
            return (
                "unknown expression \"\(expression.written)\"",
                "use ${{parent.inputs.NAME}} or ${{parent.jobs.NODE.outputs.NAME}}"
            )
        case ("inputs", let name) where !node.isComponent && !expression.isOptional && parts.count > 1:
            return ExpressionScope.missing(name, among: node.inputs, noun: "input")
        case ("outputs", let name) where !node.isComponent && parts.count > 1:
            return ExpressionScope.missing(name, among: node.outputs ?? [], noun: "output")
        default: return nil
        }
    }

    private func missing(
        _ parts: [String], among known: [String], noun: String, section: String
    ) -> (message: String, hint: String?)? {
        let name = parts.count > 2 ? parts[2] : ""
        guard !known.contains(name) else { return nil }
        let meant = EditDistance.nearest(to: name, among: known)
        return (
            "there is no \(noun) \"\(name)\"" + Reading.suggestion(meant),
            meant != nil ? nil
                : known.isEmpty
                    ? "declare it under the pipeline's \(section)" : "declared: \(known.joined(separator: ", "))"
        )
    }

    /// `parent.jobs.NODE.outputs.NAME`
    private func missingPort(
        _ parts: [String], _ expression: ExpressionScope.Expression
    ) -> (message: String, hint: String?)? {
        guard parts.count > 4, parts[3] == "outputs" || parts[3] == "inputs" else {
            return ("unknown expression \"\(expression.written)\"", "use ${{parent.jobs.NODE.outputs.NAME}}")
        }
        guard let node = nodes.first(where: { $0.name == parts[2] }) else {
            let meant = EditDistance.nearest(to: parts[2], among: names)
            return (
                "there is no node \"\(parts[2])\"" + Reading.suggestion(meant),
                meant == nil ? "nodes: \(names.joined(separator: ", "))" : nil
            )
        }
        let isOutput = parts[3] == "outputs"
        guard let known = isOutput ? node.outputs : node.inputs, !known.contains(parts[4]) else { return nil }
        let meant = EditDistance.nearest(to: parts[4], among: known)
        return (
            "node \"\(node.name)\" has no \(isOutput ? "output" : "input") \"\(parts[4])\"" + Reading.suggestion(meant),
            meant == nil && !known.isEmpty ? "it has \(known.joined(separator: ", "))" : nil
        )
    }

    // MARK: Cycles

    private func checkCycles(_ waits: [String: [String]]) {
        var done: Set<String> = []
        for node in nodes where !done.contains(node.name) {
            var trail: [String] = []
            if let cycle = cycle(from: node.name, waits, &trail, &done) {
                let place = nodes.first { $0.name == cycle[0] }?.position ?? node.position
                check.refuse(
                    cycle.count == 2
                        ? "node \"\(cycle[0])\" waits for itself"
                        : "nodes wait for each other: \(cycle.joined(separator: " for "))", at: place)
            }
        }
    }

    /// The way around, its first node once more at its end.
    private func cycle(
        from name: String, _ waits: [String: [String]], _ trail: inout [String], _ done: inout Set<String>
    ) -> [String]? {
        if let start = trail.firstIndex(of: name) { return trail[start...] + [name] }
        guard !done.contains(name) else { return nil }
        trail.append(name)
        defer {
            trail.removeLast()
            done.insert(name)
        }
        for next in waits[name] ?? [] {
            if let found = cycle(from: next, waits, &trail, &done) { return found }
        }
        return nil
    }
}
