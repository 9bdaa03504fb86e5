import Domain

/// Tells what a document is by what it says.
extension AzureKind {
    /// Other names that `$schema` goes by, and names that several kinds share.
    private static let schemas: [String: [AzureKind]] = [
        "workspaceconnection": [.connection], "automljob": [
            .autoMLClassificationJob, .autoMLRegressionJob, .autoMLForecastingJob, .autoMLImageClassificationJob,
            .autoMLImageClassificationMultilabelJob, .autoMLImageObjectDetectionJob,
            .autoMLImageInstanceSegmentationJob, .autoMLTextClassificationJob, .autoMLTextClassificationMultilabelJob,
            .autoMLTextNERJob,
        ],
        "vmcompute": [.virtualMachineCompute], "synapsespark": [.synapseSparkCompute],
        "compute": [
            .amlCompute, .computeInstance, .kubernetesCompute, .virtualMachineCompute, .synapseSparkCompute,
        ],
        "manageddeployment": [.managedOnlineDeployment],
        "onlinedeployment": [.managedOnlineDeployment, .kubernetesOnlineDeployment],
        "onlineendpoint": [.managedOnlineEndpoint, .kubernetesOnlineEndpoint],
        "batchdeployment": [.batchDeployment, .modelBatchDeployment, .pipelineComponentBatchDeployment],
        "pipelinebatchdeployment": [.pipelineComponentBatchDeployment],
        "schedule": [.schedule, .monitorSchedule, .importSchedule], "jobschedule": [.schedule],
        "monitoring": [.monitorSchedule],
    ]

    /// What `$schema` names; nil when it says nothing known.
    static func named(inSchemaOf root: DocumentNode) -> [AzureKind]? {
        guard let name = SchemaName.of(root) else { return nil }
        if let kinds = schemas[name] { return kinds }
        return AzureKind(spelled: name).map { [$0] }
    }

    /// The kind that a document is most like, among those that `$schema` allows; nil when it is like none.
    static func recognised(
        in root: DocumentNode, among candidates: [AzureKind] = allCases, grammar: Grammar
    ) -> AzureKind? {
        guard let entries = root.entries, !isFlow(root) else { return nil }
        if let named = named(inSchemaOf: root) {
            let kinds = named.filter(candidates.contains)
            // Azure ML's client goes by "type" and never looks at "$schema".
            if kinds.count == 1, kinds[0].excludes(root["type"], grammar: grammar),
                let other = candidates.first(where: { $0 != kinds[0] && $0.takes(root["type"], grammar: grammar) }),
                other.isJob == kinds[0].isJob
            {
                return nearest(to: entries, among: candidates, grammar: grammar)
            }
            guard kinds.count > 1 else { return kinds.first }
            return nearest(to: entries, among: kinds, grammar: grammar)
        }
        return nearest(to: entries, among: candidates, grammar: grammar)
    }

    private func excludes(_ type: DocumentNode?, grammar: Grammar) -> Bool {
        type?.scalar != nil && !takes(type, grammar: grammar)
    }

    /// A prompt flow, or a run of one: a node of a pipeline may name it where a component stands.
    static func isFlow(_ root: DocumentNode) -> Bool {
        ["flow", "run"].contains(SchemaName.of(root)) || root["flow"]?.scalar != nil
            || root["nodes"] != nil && root["outputs"] != nil
    }

    /// Whether its documents may have this `type`.
    func takes(_ type: DocumentNode?, grammar: Grammar) -> Bool {
        guard let text = type?.scalar?.text, let shape, let field = grammar.shape(shape)["type"],
            case .choice(let words, let spelling) = field.type
        else { return false }
        return GrammarCheck.accepts(text, words, spelling)
    }

    private static func nearest(
        to entries: [DocumentEntry], among kinds: [AzureKind], grammar: Grammar
    ) -> AzureKind? {
        var best: (kind: AzureKind, score: Int)?
        for kind in kinds {
            let score = kind.likeness(to: entries, grammar: grammar)
            // Among all kinds, what only says things that many of them say is none.
            if kinds.count == allCases.count, score <= 0 || !kind.isNamed(by: entries, grammar: grammar) { continue }
            if score > best?.score ?? .min { best = (kind, score) }
        }
        return best?.kind
    }

    /// Whether a field says what many kinds do not, or `type` or `task` does.
    private func isNamed(by entries: [DocumentEntry], grammar: Grammar) -> Bool {
        guard let shape else { return true }
        let fields = grammar.shape(shape)
        return entries.contains { entry in
            guard let field = fields[entry.key] else { return false }
            if entry.key == "type" || entry.key == "task", case .choice(let words, let spelling) = field.type {
                return GrammarCheck.accepts(entry.value.scalar?.text ?? "", words, spelling)
            }
            return !Self.common.contains(entry.key) && !["inputs", "outputs"].contains(entry.key)
        }
    }

    /// Fields that many kinds have tell nothing.
    private static let common: Set<String> = [
        "$schema", "name", "display_name", "description", "tags", "properties", "version", "type", "id", "location",
        "identity", "creation_context",
    ]
    /// What nothing but a component declares of an input or output.
    private static let portFields: Set<String> = ["optional", "default", "description", "min", "max", "enum"]
    private static let portTypes: Set<String> = ["string", "number", "integer", "boolean"]

    /// How many of the fields are the kind's, less those that are not and those it misses. What `type` and `task` say
    /// counts for more.
    private func likeness(to entries: [DocumentEntry], grammar: Grammar) -> Int {
        guard let shape else {
            let own: Set<String> = ["name", "channels", "dependencies", "variables", "platforms", "prefix"]
            return entries.reduce(0) { $0 + (own.contains($1.key) ? Self.common.contains($1.key) ? 0 : 3 : -3) }
        }
        let fields = grammar.shape(shape)
        var score = 0
        for entry in entries where entry.key != "$schema" {
            guard let field = fields[entry.key] else {
                score -= 2
                continue
            }
            score += Self.common.contains(entry.key) ? 0 : 2
            if entry.key == "type" || entry.key == "task", case .choice(let words, let spelling) = field.type {
                score += GrammarCheck.accepts(entry.value.scalar?.text ?? "", words, spelling) ? 4 : -8
            }
            if entry.key == "inputs" {
                score += Self.ports(in: entry.value, isComponent: Self.components.contains(self))
            }
        }
        let keys = Set(entries.map(\.key))
        for field in fields.fields where field.isRequired && !keys.contains(field.name) { score -= 1 }
        if self == .commandComponent || self == .pipelineComponent, keys.contains("version") { score += 1 }
        if self == .conda { score += 1 }
        return score
    }

    /// A component declares its inputs, anything else gives them a value.
    private static func ports(in node: DocumentNode, isComponent: Bool) -> Int {
        guard let ports = node.entries, !ports.isEmpty else { return 0 }
        let areDeclared = ports.contains { port in
            guard let fields = port.value.entries, !fields.isEmpty else { return false }
            return fields.contains { portFields.contains($0.key) }
                || portTypes.contains(port.value["type"]?.scalar?.text ?? "")
                || port.value["path"] == nil && port.value["value"] == nil
        }
        return areDeclared == isComponent ? 2 : -2
    }
}
