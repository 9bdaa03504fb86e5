import Domain

/// Files that a document names: each is looked at with its own lines and columns.
extension GrammarCheck {
    func checkFile(_ node: DocumentNode, holding name: String, _ field: String) {
        guard case .text(let text)? = node.scalar?.value else {
            refuse("\"\(field)\" must be the path of a YAML file, not \(node.kind)", at: node.position)
            return
        }
        let path = reading.absolute(text, at: node.position)
        switch FilePlace.kind(of: path) {
        case nil:
            refuse("\"\(field)\" names '\(path)', which does not exist", at: node.position)
            return
        case .folder:
            refuse("\"\(field)\" names '\(path)', which is a folder, not a file", at: node.position)
            return
        case .file: break
        }
        guard !trail.contains(path) else {
            refuse("'\(reading.shownName(of: path))' names itself, here or by way of others", at: node.position)
            return
        }
        let shown = reading.shownName(of: path)
        guard let file = inspection.file(at: path, shownAs: shown, wantedAt: node.position, reading.diagnostics)
        else { return }
        // Azure ML's client knows a prompt flow by its schema, and hands it on as it is.
        if name == "FlowPart", ["flow", "run"].contains(SchemaName.of(file.root)) {
            inspection.note(node, .place(path))
            return
        }
        inspection.note(node, .content(file.root))
        var inner = GrammarCheck(
            inspection: inspection,
            reading: Reading(
                source: shown, folder: FilePlace.folder(of: path), text: file.text, diagnostics: reading.diagnostics),
            trail: trail + [path], isTrial: isTrial)
        guard name == "Job" else {
            inner.check(file.root, shape: grammar.shape(name), noun: "'\(shown)'", GrammarManner(isOpen: true))
            return
        }
        inner.checkJob(file.root, named: shown)
    }

    private mutating func checkJob(_ root: DocumentNode, named shown: String) {
        guard let kind = AzureKind.recognised(in: root, among: AzureKind.jobs, grammar: grammar) else {
            refuse("'\(shown)' is not a job's file", at: root.position)
            return
        }
        check(root, as: kind)
    }

    /// The path of a YAML file where only `file:` makes it one.
    func checkLinked(_ node: DocumentNode, holding name: String, _ field: String) {
        guard let text = node.scalar?.text, !text.hasPrefix("file:") else {
            return checkFile(node, holding: name, field)
        }
        refuse("\"\(text)\" is not a reference", at: node.position, hint: "write file:\(text)")
    }

    /// By the reader that every conda file is read with, unless it has been there already.
    func checkConda(_ node: DocumentNode) {
        guard case .grammar = trust, reading.condaFile(node) != nil, let text = node.scalar?.text else { return }
        let path = reading.absolute(text, at: node.position)
        let shown = reading.shownName(of: path)
        if let file = inspection.file(at: path, shownAs: shown, wantedAt: node.position, Diagnostics()) {
            inspection.note(node, .content(file.root))
        }
    }
}
