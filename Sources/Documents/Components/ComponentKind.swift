import Domain

/// Which kind of component a document describes, told from `type` or, where that is missing, from what only one kind
/// has.
enum ComponentKind {
    private static let unsupported = ["pipeline", "parallel", "spark", "import", "sweep", "automl"]
    private static let tellTales = [
        ("jobs", "pipeline"), ("task", "parallel"), ("entry", "spark"), ("source", "import"),
    ]
    private static let schemas = [
        "pipelinecomponent": "pipeline", "parallelcomponent": "parallel", "sparkcomponent": "spark",
        "importcomponent": "import",
    ]

    /// One clear error for a component of another kind, whose own fields are not looked at.
    static func isCommand(_ root: DocumentNode, reading: Reading) -> Bool {
        if let type = root["type"] {
            guard let text = type.scalar?.text.lowercased(), unsupported.contains(text) else { return true }
            refuse(text, at: type.position, reading: reading)
            return false
        }
        if let schema = root["$schema"], let text = schema.scalar?.text {
            let name = String((text.split(separator: "/").last ?? "").lowercased().prefix { $0 != "." })
            if let kind = schemas[name] {
                refuse(kind, at: schema.position, reading: reading)
                return false
            }
        }
        for (key, kind) in tellTales {
            guard let entry = root.entries?.first(where: { $0.key == key }) else { continue }
            refuse(kind, at: entry.position, reading: reading)
            return false
        }
        return true
    }

    static func check(_ node: DocumentNode, reading: Reading) {
        guard let text = reading.text(node, "type"), text != "command" else { return }
        reading.reportChoice(text, "type", among: ["command"] + unsupported, at: node.position)
    }

    private static func refuse(_ kind: String, at position: SourcePosition, reading: Reading) {
        reading.diagnostics.error("component type \(kind) is not supported yet", at: position, code: .unsupported)
    }
}
