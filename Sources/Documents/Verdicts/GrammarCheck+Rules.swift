import Domain

/// What the grammar's notation cannot say: what one field says about another.
extension GrammarCheck {
    func checkRules(_ root: DocumentNode, of shape: String) {
        switch shape {
        case "PipelineJob":
            if let component = root.entries?.first(where: { $0.key == "component" }),
                root["jobs"]?.entries?.isEmpty == false
            {
                refuse("\"jobs\" and \"component\" exclude each other", at: component.position)
            }
            let saysWhere = root["compute"] != nil || root["settings"]?["default_compute"] != nil
            PipelineRules(root, check: self).apply(wantsCompute: !saysWhere)
            PipelineRules.checkComponent(of: root, wantsCompute: !saysWhere, check: self)
        case "SparkJob":
            checkSpark(root)
            if (root["compute"] == nil) == (root["resources"] == nil) {
                refuse("a Spark job needs a compute or resources, and not both", at: root.position)
            }
        case "PipelineComponent", "PipelinePart":
            PipelineRules(root, check: self).apply()
        case "ParallelJob":
            refuse(
                "Azure ML runs parallel work in pipelines only", at: (root["type"] ?? root).position,
                hint: "make it a node of a pipeline job")
        case "CommandComponent", "CommandPart":
            guard let command = root["command"] else { return }
            var scope = scope(of: root, noun: "command component")
            scope.mayLeaveOut = false
            scope.check(command, reading: reading)
        case "NetworkAcls":
            let rules: Int = if case .sequence(let items)? = root["ip_rules"]?.content { items.count } else { 0 }
            if root["default_action"]?.scalar?.text == "Deny", rules == 0 {
                refuse("default_action \"Deny\" wants ip_rules", at: root.position)
            }
        case "PrimitivePort":
            checkValues(of: root)
            if let type = root["type"]?.scalar?.text, ["string", "boolean"].contains(type) {
                refuseMeaningless(["min", "max"], of: root)
            }
        case "InputPort": refuseMeaningless(["default"], of: root)
        case "CronTrigger", "RecurrenceTrigger":
            if let expression = root["expression"], expression.scalar != nil { _ = reading.cron(expression) }
            if let zone = root["time_zone"], zone.scalar != nil { _ = reading.timeZone(zone) }
        default: break
        }
    }

    /// What an input of a component cannot have because of its type.
    private func refuseMeaningless(_ names: [String], of port: DocumentNode) {
        for entry in port.entries ?? [] where names.contains(entry.key) && !entry.value.isNull {
            guard let type = port["type"]?.scalar?.text else { continue }
            refuse("\"\(entry.key)\" has no meaning for an input of type \(type)", at: entry.position)
        }
    }

    /// The values of an input of a component are of its type.
    private func checkValues(of port: DocumentNode) {
        for key in ["default", "min", "max"] {
            guard let node = port[key], let text = node.scalar?.text, !node.isNull else { continue }
            let fits: Bool =
                switch port["type"]?.scalar?.text {
                case "integer": Int(text) != nil
                case "number": Double(text) != nil
                case "boolean": key != "default" || YAMLScalar.bool(text) != nil
                default: true
                }
            guard !fits, let type = port["type"]?.scalar?.text else { continue }
            refuse("\"\(key)\" is \"\(text)\", and the input is of type \(type)", at: node.position)
        }
    }

    /// What a Spark session cannot start without.
    func checkSpark(_ work: DocumentNode) {
        if let args = work["args"] { scope(of: work, noun: "Spark job").check(args, reading: reading) }
        if let code = work["code"], let script = work["entry"]?["file"], let name = script.scalar?.text,
            let folder = code.scalar?.text, Reading.isLocal(folder), !name.contains("${{")
        {
            let path = FilePlace.absolute(name, in: reading.absolute(folder, at: code.position))
            if FilePlace.kind(of: path) != .file {
                refuse("there is no file '\(name)' in '\(folder)'", at: script.position)
            }
        }
        checkModes(of: work)
        let conf = work["conf"]
        func says(_ name: String) -> Bool { conf?["spark.\(name)"] != nil || work[Self.snakeCase(name)] != nil }
        let isDynamic = conf?["spark.dynamicAllocation.enabled"]?.scalar.flatMap { YAMLScalar.bool($0.text) } ?? false
        var wanted = ["driver.cores", "driver.memory", "executor.cores", "executor.memory"]
        wanted += isDynamic
            ? ["dynamicAllocation.minExecutors", "dynamicAllocation.maxExecutors"] : ["executor.instances"]
        let missing = wanted.filter { !says($0) }.map { "spark.\($0)" }
        guard !missing.isEmpty else { return }
        refuse("\"conf\" lacks \(missing.joined(separator: ", "))", at: (conf ?? work).position)
    }

    /// Spark reads and writes where data lies.
    private func checkModes(of work: DocumentNode) {
        for (noun, section) in [("input", "inputs"), ("output", "outputs")] {
            for entry in work[section]?.entries ?? [] {
                guard entry.value.entries != nil, entry.value["value"] == nil,
                    entry.value["path"]?.scalar?.text.contains("${{parent.") != true,
                    entry.value["mode"]?.scalar?.text.lowercased() != "direct"
                else { continue }
                refuse(
                    "\(noun) \"\(entry.key)\" of Spark work must have the mode direct",
                    at: (entry.value["mode"] ?? entry.value).position)
            }
        }
    }

    /// `executor.cores` as `executor_cores`, the older way to say it.
    private static func snakeCase(_ name: String) -> String { name.replacing(".", with: "_") }

    private func scope(of root: DocumentNode, noun: String) -> ExpressionScope {
        ExpressionScope(
            inputs: root["inputs"]?.entries?.map(\.key) ?? [], outputs: root["outputs"]?.entries?.map(\.key) ?? [],
            noun: noun)
    }
}
