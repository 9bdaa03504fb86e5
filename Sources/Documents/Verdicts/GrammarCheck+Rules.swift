import Domain

/// What the grammar's notation cannot say: what one field says about another.
extension GrammarCheck {
    func checkRules(_ root: DocumentNode, of shape: String) {
        switch shape {
        case "PipelineJob":
            if let component = root.entries?.first(where: { $0.key == "component" }), root["jobs"]?.entries?.isEmpty == false {
                refuse("\"jobs\" and \"component\" exclude each other", at: component.position)
            }
            PipelineRules(root, check: self).apply()
        case "PipelineComponent", "PipelinePart":
            PipelineRules(root, check: self).apply()
        case "ParallelJob":
            refuse(
                "Azure ML runs parallel work in pipelines only", at: (root["type"] ?? root).position,
                hint: "make it a node of a pipeline job")
        case "SweepJob":
            guard let command = root["trial"]?["command"] else { return }
            var scope = scope(of: root, noun: "sweep job")
            scope.searchSpace = root["search_space"]?.entries?.map(\.key) ?? []
            scope.check(command, reading: reading)
        case "CommandComponent", "CommandPart":
            guard let command = root["command"] else { return }
            scope(of: root, noun: "command component").check(command, reading: reading)
        default: break
        }
    }

    private func scope(of root: DocumentNode, noun: String) -> ExpressionScope {
        ExpressionScope(
            inputs: root["inputs"]?.entries?.map(\.key) ?? [], outputs: root["outputs"]?.entries?.map(\.key) ?? [],
            noun: noun)
    }
}
