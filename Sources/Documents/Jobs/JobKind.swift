import Domain

/// Which kind of job a document describes, told from `type` or, where that is missing, from what only one kind has.
enum JobKind {
    private static let unsupported = [
        "pipeline", "sweep", "automl", "parallel", "spark", "import", "finetuning", "distillation",
    ]
    private static let tellTales = [("jobs", "pipeline"), ("trial", "sweep"), ("search_space", "sweep")]

    /// A job of another kind is held against Azure ML's grammar before it is refused: what is wrong with it is worth
    /// knowing all the same.
    static func isCommand(_ root: DocumentNode, reading: Reading) -> Bool {
        if let type = root["type"], let text = type.scalar?.text, unsupported.contains(text.lowercased()) {
            refuse(root, text.lowercased(), at: type.position, reading: reading)
            return false
        }
        guard root["type"] == nil else { return true }
        for (key, kind) in tellTales {
            if let entry = root.entries?.first(where: { $0.key == key }) {
                refuse(root, kind, at: entry.position, reading: reading)
                return false
            }
        }
        return true
    }

    static func check(_ node: DocumentNode, reading: Reading) {
        guard let text = reading.text(node, "type"), text != "command" else { return }
        reading.reportChoice(text, "type", among: ["command"] + unsupported, at: node.position)
    }

    private static func refuse(
        _ root: DocumentNode, _ kind: String, at position: SourcePosition, reading: Reading
    ) {
        let inspection = Inspection()
        if let found = AzureKind.recognised(in: root, among: AzureKind.jobs, grammar: inspection.grammar),
            found != .commandJob, root["type"] == nil || found.takes(root["type"], grammar: inspection.grammar)
        {
            GrammarCheck(inspection: inspection, reading: reading).check(root, as: found)
        }
        reading.diagnostics.error("job type \(kind) is not supported yet", at: position, code: .unsupported)
    }
}
