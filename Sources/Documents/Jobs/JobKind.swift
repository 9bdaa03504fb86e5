import Domain

/// Which kind of job a document describes, told from `type` or, where that is missing, from what only one kind has.
enum JobKind: String, CaseIterable {
    case command, pipeline, sweep, automl, parallel, spark
    case dataImport = "import"
    case finetuning, distillation

    private static let schemas: [String: JobKind] = ["sweepjob": .sweep, "automljob": .automl]
    private static let tellTales: [(key: String, kind: JobKind)] = [
        ("jobs", .pipeline), ("trial", .sweep), ("search_space", .sweep), ("training_data", .automl),
    ]

    /// What a person calls it.
    var noun: String {
        switch self {
        case .command: "command job"
        case .sweep: "sweep job"
        case .automl: "AutoML job"
        default: "\(rawValue) job"
        }
    }

    /// The kind and what tells it; a command where nothing does.
    static func of(_ root: DocumentNode) -> (kind: JobKind, position: SourcePosition) {
        if let type = root["type"] {
            return (type.scalar.flatMap { JobKind(rawValue: $0.text.lowercased()) } ?? .command, type.position)
        }
        if let kind = SchemaName.of(root).flatMap({ schemas[$0] }), let schema = root["$schema"] {
            return (kind, schema.position)
        }
        for (key, kind) in tellTales {
            if let entry = root.entry(key) { return (kind, entry.position) }
        }
        return (.command, root.position)
    }

    /// A job of a kind that is not run is held against Azure ML's grammar before it is refused: what is wrong with it is
    /// worth knowing all the same.
    static func isCommand(_ root: DocumentNode, reading: Reading) -> Bool {
        let (kind, position) = of(root)
        switch kind {
        case .command: return true
        case .sweep, .automl:
            reading.diagnostics.error("this describes \(kind.noun.withArticle), not a command job", at: position)
        default: refuse(root, kind, at: position, reading: reading)
        }
        return false
    }

    static func check(_ node: DocumentNode, is wanted: JobKind, reading: Reading) {
        guard let text = reading.text(node, "type"), text != wanted.rawValue else { return }
        // Of a job, Azure ML's client takes small letters only.
        let words = wanted == .command ? allCases.map(\.rawValue) : [wanted.rawValue]
        reading.reportChoice(text, "type", among: words, at: node.position)
    }

    static func refuse(_ root: DocumentNode, _ kind: JobKind, at position: SourcePosition, reading: Reading) {
        let inspection = Inspection()
        if let found = AzureKind.recognised(in: root, among: AzureKind.jobs, grammar: inspection.grammar),
            found != .commandJob, root["type"] == nil || found.takes(root["type"], grammar: inspection.grammar)
        {
            GrammarCheck(inspection: inspection, reading: reading).check(root, as: found)
        }
        reading.diagnostics.error("job type \(kind.rawValue) is not supported yet", at: position, code: .unsupported)
    }
}
