import Domain

extension GrammarCheck {
    /// Says what is wrong with a component, and what it is when nothing is. Registering one and judging its file are
    /// of one mind because both ask here.
    func component(_ root: DocumentNode, as kind: ComponentKind, of azure: AzureKind) -> ComponentSpec? {
        guard let name = azure.shape else { return nil }
        let before = reading.diagnostics.errorCount
        // Azure ML's client takes a component with fields that it does not know.
        let shape = grammar.shape(name)
        check(root, shape: shape, noun: azure.noun.withArticle, GrammarManner(isOpen: true))
        guard reading.diagnostics.errorCount == before else { return nil }

        var writing = ComponentWriting(inspection: inspection, reading: reading)
        let document = writing.document(root, shape: shape)
        var spec = ComponentDocument.blank()
        switch kind {
        case .command:
            reading.fillJudged(&spec, from: root, with: ComponentDocument.fields, aloud: ComponentDocument.aloud)
            spec.complete(from: document, code: writing.codes[""])
        default:
            reading.fillJudged(&spec, from: root, with: ComponentDocument.common, aloud: ComponentDocument.aloud)
            spec.properties = document["properties"] ?? [:]
            spec.work = .kept(
                KeptStep(
                    kind: kind, document: document.without(ComponentDocument.common.map(\.name) + ["properties"]),
                    codes: writing.codes))
        }
        return reading.diagnostics.errorCount == before ? spec : nil
    }
}

extension ComponentSpec {
    /// What is kept as it is written.
    fileprivate mutating func complete(from document: JSONValue, code: CodeSource?) {
        guard case .command(var step) = work else { return }
        step.additionalIncludes = code.flatMap { $0.includes.isEmpty ? nil : $0.includes }
        step.distribution = document["distribution"]
        step.resources = document["resources"]
        properties = document["properties"] ?? [:]
        work = .command(step)
    }
}

extension JSONValue {
    fileprivate func without(_ names: [String]) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !names.contains($0.key) })
    }
}
