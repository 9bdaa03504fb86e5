import Domain

/// Holds the nodes of a document against the grammar, and says everything that is wrong with them.
struct GrammarCheck {
    /// Whose word counts for a place of the document.
    enum Trust {
        /// What the grammar refuses is an error.
        case grammar
        /// The fields' own readers have judged it: what only the grammar refuses is what Azure ML would refuse.
        case readers([FieldOutline])
    }

    let inspection: Inspection
    var reading: Reading
    var trust = Trust.grammar
    /// Whether `${{…}}` may stand here for any value.
    var takesExpressions = false
    /// The files that led here, so that none is looked at inside itself.
    var trail: [String] = []
    /// Only whether there is anything wrong is asked.
    var isTrial = false

    var grammar: Grammar { inspection.grammar }

    func refuse(_ message: String, at position: SourcePosition, hint: String? = nil) {
        switch trust {
        case .grammar: reading.diagnostics.error(message, at: position, hint: hint)
        case .readers: inspection.doubt(message, at: position, hint: hint)
        }
    }

    // MARK: Maps of fields

    func check(_ node: DocumentNode, shape: GrammarShape, noun: String, _ manner: GrammarManner = GrammarManner()) {
        guard let entries = node.entries else {
            refuse("\(noun) must be a map of fields, not \(node.kind)", at: node.position)
            return
        }
        var inner = self
        if manner.isBound { inner.takesExpressions = true }
        var met = Set(entries.map(\.key))
        for entry in entries {
            guard let field = shape[entry.key] else {
                let known = shape.fields.filter { !$0.isReadOnly && !met.contains($0.name) }.map(\.name)
                let meant = EditDistance.nearest(to: entry.key, among: known)
                if let meant { met.insert(meant) }
                unknown(entry, meant: meant, isOpen: manner.isOpen && meant.flatMap { shape[$0] }?.isRequired != true)
                continue
            }
            guard !field.isReadOnly, let trust = trust(inside: entry.key) else { continue }
            inner.trust = trust
            inner.check(entry, field.type)
        }
        for field in shape.fields where field.isRequired && !met.contains(field.name) {
            refuse(
                "field \"\(field.name)\" of \(noun) is missing", at: node.position,
                hint: Reading.advice(onMissing: field.name))
        }
        checkRules(node, of: shape.name)
    }

    private func unknown(_ entry: DocumentEntry, meant: String?, isOpen: Bool) {
        let message = "unknown field \"\(entry.key)\"" + Reading.suggestion(meant)
        if isOpen {
            reading.diagnostics.warning(message, at: entry.position, hint: "Azure ML takes it without a word")
        } else {
            refuse(message, at: entry.position)
        }
    }

    /// Whose word counts inside a field; nil where nobody looks.
    private func trust(inside name: String) -> Trust? {
        guard case .readers(let outlines) = trust else { return .grammar }
        let outline = outlines.first { $0.name == name } ?? outlines.first { $0.name == "<name>" }
        switch outline?.support {
        case .warns: return .grammar
        case .readOnly, .refuses: return nil
        case .works, .kept: return .readers(outline?.children ?? [])
        case nil: return .readers([])
        }
    }

    func check(_ entry: DocumentEntry, _ type: GrammarType) {
        if entry.value.isNull {
            if !type.takesNothing, !isAny(type) { refuse("field \"\(entry.key)\" has no value", at: entry.position) }
        } else {
            check(entry.value, type, entry.key)
        }
    }

    private func isAny(_ type: GrammarType) -> Bool {
        if case .any = type { true } else { false }
    }

    // MARK: Values

    func check(_ node: DocumentNode, _ type: GrammarType, _ field: String) {
        if takesExpressions, let text = node.scalar?.text, text.contains("${{") { return }
        switch type {
        case .any: return
        case .optional(let inner): check(node, inner, field)
        case .list(let inner): checkList(node, inner, field)
        case .map(let keys, let inner): checkMap(node, keys, inner, field)
        case .union(let types): check(node, oneOf: grammar.alternatives(of: types), field)
        case .file(let name): checkFile(node, holding: name, field)
        case .linked(let name): checkLinked(node, holding: name, field)
        case .conda: checkConda(node)
        case .named(let name, let manner):
            switch grammar.definition(of: name) {
            case .type(let inner): check(node, inner, field)
            case .shape(let shape): check(node, shape: shape, noun: "\"\(field)\"", manner)
            }
        default:
            if let fault = fault(of: node, as: type, field) {
                refuse(fault.message, at: node.position, hint: fault.hint)
            } else {
                notePlace(node, type)
            }
        }
    }

    private func notePlace(_ node: DocumentNode, _ type: GrammarType) {
        guard let text = node.scalar?.text else { return }
        switch type {
        case .data where text.contains("${{") || !Reading.isLocal(text): return
        case .path, .data: inspection.note(node, .place(reading.absolute(text, at: node.position)))
        default: return
        }
    }

    private func checkList(_ node: DocumentNode, _ type: GrammarType, _ field: String) {
        guard case .sequence(let items) = node.content else {
            refuse("\"\(field)\" must be a list, not \(node.kind)", at: node.position)
            return
        }
        for item in items {
            if item.isNull {
                if !type.takesNothing { refuse("\"\(field)\" holds an empty value", at: item.position) }
            } else {
                check(item, type, field)
            }
        }
    }

    private func checkMap(_ node: DocumentNode, _ keys: GrammarKeys, _ type: GrammarType, _ field: String) {
        guard let entries = node.entries else {
            refuse("\"\(field)\" must be a map, not \(node.kind)", at: node.position)
            return
        }
        for entry in entries {
            check(key: entry, keys, field)
            guard let trust = trust(inside: entry.key) else { continue }
            var inner = self
            inner.trust = trust
            inner.check(entry, type)
        }
    }

    private func check(key entry: DocumentEntry, _ keys: GrammarKeys, _ field: String) {
        switch keys {
        case .anything: return
        case .nodes:
            if entry.key.wholeMatch(of: /[a-z_][a-z0-9_]*/) == nil {
                refuse(
                    "\"\(entry.key)\" cannot be the name of a node", at: entry.position,
                    hint: "use lower-case letters, digits and '_', not starting with a digit")
            }
        case .words(let words, let spelling):
            guard !Self.accepts(entry.key, words, spelling) else { return }
            let meant = EditDistance.nearest(to: entry.key, among: words)
            refuse(
                "\"\(entry.key)\" is not a key of \"\(field)\"" + Reading.suggestion(meant), at: entry.position,
                hint: meant == nil ? "use one of: \(words.joined(separator: ", "))" : nil)
        }
    }
}
