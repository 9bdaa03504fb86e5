import Domain

/// Whole documents.
extension GrammarCheck {
    /// Holds a document against everything that a document of its kind must be.
    func check(_ root: DocumentNode, as kind: AzureKind) {
        var check = self
        if let document = kind.document {
            guard document.judge(root, reading: reading) else { return }
            check.trust = .readers(document.outline)
        }
        if kind.isJob { check.checkSpelling(of: root, as: kind) }
        guard let name = kind.shape else { return }
        if let component = ComponentKind(kind) {
            _ = self.component(root, as: component, of: kind)
        } else if let alternatives = kind.alternatives {
            check.check(root, .named(alternatives, GrammarManner()), kind.noun)
        } else {
            check.check(
                root, shape: grammar.shape(name), noun: kind.noun.withArticle, GrammarManner(isOpen: kind.isOpen))
        }
    }

    /// Of a job as a whole, Azure ML's client takes `type` in small letters only; of a pipeline's node in any.
    private func checkSpelling(of root: DocumentNode, as kind: AzureKind) {
        guard let node = root["type"], let text = node.scalar?.text, text != text.lowercased(),
            kind.takes(node, grammar: grammar)
        else { return }
        refuse("\"\(text)\" is not a value of \"type\", did you mean \"\(text.lowercased())\"?", at: node.position)
    }

    /// What only Azure ML's grammar knows of a document that Atelier reads: the fields it ignores.
    static func checkIgnored(_ root: DocumentNode, of document: (some Document).Type, reading: Reading) {
        let inspection = Inspection()
        let kinds = AzureKind.allCases.filter { $0.document?.noun == document.noun }
        guard let kind = AzureKind.recognised(in: root, among: kinds, grammar: inspection.grammar),
            let name = kind.shape
        else { return }
        GrammarCheck(inspection: inspection, reading: reading, trust: .readers(document.outline))
            .check(root, shape: inspection.grammar.shape(name), noun: kind.noun.withArticle)
    }
}

extension Document {
    /// Says what is wrong with a document as one of this kind; false when it is of another.
    static func judge(_ root: DocumentNode, reading: Reading) -> Bool {
        value(of: root, reading: reading) != nil
    }
}
