import Domain

/// Where several types are possible, one is picked, and only what is wrong with it as that one is told.
extension GrammarCheck {
    func check(_ node: DocumentNode, oneOf types: [GrammarType], _ field: String) {
        switch node.content {
        case .scalar(let scalar):
            check(scalar, node, oneOf: types.filter { !isMap($0) && !isList($0) }, all: types, field)
        case .mapping: pick(node, among: types.filter(isMap), all: types, field)
        case .sequence: pick(node, among: types.filter(isList), all: types, field)
        }
    }

    /// How much is wrong with a node as a type.
    private struct Faults: Comparable {
        let errors: Int
        let warnings: Int

        static func < (left: Faults, right: Faults) -> Bool {
            (left.errors, left.warnings) < (right.errors, right.warnings)
        }
    }

    private func faults(in node: DocumentNode, as type: GrammarType, _ field: String) -> Faults {
        var trial = self
        trial.reading = reading.silenced()
        trial.trust = .grammar
        trial.isTrial = true
        trial.check(node, type, field)
        let all = trial.reading.diagnostics.all
        let errors = all.count { $0.severity == .error }
        return Faults(errors: errors, warnings: all.count - errors)
    }

    private func isMap(_ type: GrammarType) -> Bool {
        switch type {
        case .named, .map, .conda, .any: true
        default: false
        }
    }

    private func isList(_ type: GrammarType) -> Bool {
        switch type {
        case .list, .any: true
        default: false
        }
    }

    // MARK: Maps and lists

    private func pick(_ node: DocumentNode, among candidates: [GrammarType], all: [GrammarType], _ field: String) {
        guard let first = candidates.first else {
            refuse("\"\(field)\" must be \(Self.description(of: all)), not \(node.kind)", at: node.position)
            return
        }
        guard candidates.count > 1 else { return check(node, first, field) }
        guard let kinds = narrowed(candidates, by: node, field) else { return }
        guard kinds.count > 1 else { return check(node, kinds[0], field) }
        var best: (type: GrammarType, faults: Faults)?
        for kind in kinds {
            let found = faults(in: node, as: kind, field)
            if best.map({ found < $0.faults }) ?? true { best = (kind, found) }
            if found.errors == 0 { break }
        }
        guard let best, !(isTrial && best.faults.errors == 0) else { return }
        check(node, best.type, field)
    }

    /// The candidates that `type` and `task` speak of; nil when they speak of none, which is told.
    private func narrowed(_ candidates: [GrammarType], by node: DocumentNode, _ field: String) -> [GrammarType]? {
        var left = candidates
        for key in ["type", "task", "input_path_type"] {
            let choices = left.map { words(of: key, in: $0) }
            guard choices.contains(where: { $0 != nil }) else { continue }
            guard let value = node[key], !value.isNull else {
                if key == "type", let nodes = untyped(left, node) {
                    left = nodes
                    continue
                }
                guard choices.allSatisfy({ $0?.isRequired == true }) else { continue }
                let words = choices.flatMap { $0?.words ?? [] }
                refuse(
                    "field \"\(key)\" of \"\(field)\" is missing", at: node.position,
                    hint: "use one of: \(Self.unique(words).joined(separator: ", "))")
                return nil
            }
            guard let text = value.scalar?.text, !(takesExpressions && text.contains("${{")) else { continue }
            let fitting = zip(left, choices).filter { _, choice in
                choice.map { $0.isFree || Self.accepts(text, $0.words, $0.spelling) } ?? false
            }
            if fitting.isEmpty, choices.allSatisfy({ $0 != nil }) {
                let words = Self.unique(choices.flatMap { $0?.words ?? [] })
                let meant = EditDistance.nearest(to: text, among: words)
                refuse(
                    "\"\(text)\" is not a value of \"\(key)\"" + Reading.suggestion(meant), at: value.position,
                    hint: meant == nil ? "use one of: \(words.joined(separator: ", "))" : nil)
                return nil
            }
            if !fitting.isEmpty { left = fitting.map(\.0) }
        }
        // A node that names no component is judged as work in place.
        let inPlace = left.filter { type in
            !["component", "trial"].contains { node[$0] == nil && requires($0, type) }
        }
        return inPlace.isEmpty ? left : inPlace
    }

    private func requires(_ key: String, _ type: GrammarType) -> Bool {
        guard case .named(let name, _) = type, case .shape(let shape) = grammar.definition(of: name) else { return false }
        return shape[key]?.isRequired ?? false
    }

    /// A node of a pipeline without a type is a command, unless its component is of another.
    private func untyped(_ candidates: [GrammarType], _ node: DocumentNode) -> [GrammarType]? {
        let commands = candidates.filter { words(of: "type", in: $0)?.words == ["command"] }
        guard !commands.isEmpty, commands.count < candidates.count else { return nil }
        guard let key = ["component", "trial"].first(where: { node[$0] != nil }) else { return commands }
        return candidates.filter {
            guard case .named(let name, _) = $0 else { return false }
            return grammar.shape(name)[key] != nil
        }
    }

    private struct Discriminator {
        let words: [String]
        let spelling: GrammarType.Spelling
        let isRequired: Bool
        /// Any text will do.
        var isFree = false
    }

    private func words(of key: String, in type: GrammarType) -> Discriminator? {
        guard case .named(let name, _) = type, case .shape(let shape) = grammar.definition(of: name),
            let field = shape[key]
        else { return nil }
        switch field.type {
        case .choice(let words, let spelling):
            return Discriminator(words: words, spelling: spelling, isRequired: field.isRequired)
        case .text:
            return Discriminator(words: [], spelling: .exact, isRequired: field.isRequired, isFree: true)
        default: return nil
        }
    }

    private static func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    // MARK: Single values

    private func check(
        _ scalar: YAMLScalar, _ node: DocumentNode, oneOf candidates: [GrammarType], all: [GrammarType], _ field: String
    ) {
        guard let first = candidates.first else {
            refuse("\"\(field)\" must be \(Self.description(of: all)), not \(found(scalar))", at: node.position)
            return
        }
        guard candidates.count > 1 else { return check(node, first, field) }
        for candidate in candidates where faults(in: node, as: candidate, field).errors == 0 {
            if case .grammar = trust, !isTrial { check(node, candidate, field) }
            return
        }
        if let file = candidates.first(where: isFile), Self.looksLikeFile(scalar.text) {
            return check(node, file, field)
        }
        if let path = candidates.first(where: isPath), Reading.isLocal(scalar.text) {
            return check(node, path, field)
        }
        let words = candidates.flatMap { type in if case .choice(let words, _) = type { words } else { [String]() } }
        if let meant = EditDistance.nearest(to: scalar.text, among: words) {
            refuse("\"\(scalar.text)\" is not a value of \"\(field)\", did you mean \"\(meant)\"?", at: node.position)
        } else if let reference = candidates.last(where: isReference), words.isEmpty, case .text = scalar.value {
            check(node, reference, field)
        } else {
            refuse("\"\(field)\" must be \(Self.description(of: all)), not \(found(scalar))", at: node.position)
        }
    }

    private func isFile(_ type: GrammarType) -> Bool {
        switch type {
        case .file, .linked: true
        default: false
        }
    }

    private func isPath(_ type: GrammarType) -> Bool {
        switch type {
        case .path, .data: true
        default: false
        }
    }

    private func isReference(_ type: GrammarType) -> Bool {
        switch type {
        case .reference, .asset, .pinned: true
        default: false
        }
    }

    private static func looksLikeFile(_ text: String) -> Bool {
        let lower = text.lowercased()
        return !lower.hasPrefix("azureml:")
            && (["file:", "./", "../", "/"].contains { lower.hasPrefix($0) } || lower.hasSuffix(".yml")
                || lower.hasSuffix(".yaml"))
    }
}
