import Domain

/// Single values. Each reports what it cannot read, where it stands, and returns nil.
extension Reading {
    /// Any scalar as it is written: `version: 1` and `display_name: on` are the texts `1` and `on`.
    func text(_ node: DocumentNode, _ field: String) -> String? {
        guard let scalar = node.scalar else {
            diagnostics.error("\"\(field)\" must be text, not \(node.kind)", at: node.position)
            return nil
        }
        guard !scalar.text.isEmpty else {
            diagnostics.error("\"\(field)\" is empty", at: node.position)
            return nil
        }
        return scalar.text
    }

    /// A whole number, quoted or not.
    func integer(_ node: DocumentNode, _ field: String, in range: ClosedRange<Int>) -> Int? {
        let number: Int? =
            switch node.scalar?.value {
            case .int(let value): Int(exactly: value)
            case .double(let value): Int(exactly: value)
            case .text(let text): Int(text)
            default: nil
            }
        guard let number else {
            let found = node.scalar.map { "\"\($0.text)\"" } ?? node.kind
            diagnostics.error("\"\(field)\" must be a whole number, not \(found)", at: node.position)
            return nil
        }
        guard range.contains(number) else {
            let allowed =
                range.upperBound == .max
                ? "\(range.lowerBound) or more" : "between \(range.lowerBound) and \(range.upperBound)"
            diagnostics.error("\"\(field)\" is \(number) and must be \(allowed)", at: node.position)
            return nil
        }
        return number
    }

    /// Any number that is one: `.inf` and `.nan` are not.
    func number(_ node: DocumentNode, _ field: String) -> Double? {
        if let number = node.scalar?.number, number.isFinite { return number }
        let found = node.scalar.map { "\"\($0.text)\"" } ?? node.kind
        diagnostics.error("\"\(field)\" must be a number, not \(found)", at: node.position)
        return nil
    }

    /// A part of a whole, between its ends.
    func share(_ node: DocumentNode, _ field: String) -> Double? {
        guard let number = number(node, field) else { return nil }
        guard number > 0, number < 1 else {
            diagnostics.error(
                "\"\(field)\" is \(node.scalar?.text ?? "") and must be above 0 and below 1", at: node.position,
                hint: "give the part of the rows: 0.2 is a fifth")
            return nil
        }
        return number
    }

    /// `true`, `yes`, `on`, `1` and their opposites, quoted or not.
    func boolean(_ node: DocumentNode, _ field: String) -> Bool? {
        if let text = node.scalar?.text, let flag = YAMLScalar.flag(text) { return flag }
        let found = node.scalar.map { "\"\($0.text)\"" } ?? node.kind
        diagnostics.error("\"\(field)\" must be true or false, not \(found)", at: node.position)
        return nil
    }

    /// One of a closed list of words, in any case.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ node: DocumentNode, _ field: String) -> Choice? {
        guard let text = text(node, field) else { return nil }
        let all = Array(Choice.allCases)
        if let exact = Choice(rawValue: text) { return exact }
        if let loose = all.first(where: { $0.rawValue.lowercased() == text.lowercased() }) { return loose }
        reportChoice(text, field, among: all.map(\.rawValue), at: node.position)
        return nil
    }

    /// One of a list of words, also as Azure's SDK spells them: `AUC_weighted` and `AucWeighted` are `auc_weighted`.
    func word(_ node: DocumentNode, _ field: String, among words: [String]) -> String? {
        guard let text = text(node, field) else { return nil }
        if let word = words.first(where: { GrammarCheck.accepts(text, [$0], .camelCase) }) { return word }
        reportChoice(text, field, among: words, at: node.position)
        return nil
    }

    func reportChoice(_ text: String, _ field: String, among words: [String], at position: SourcePosition) {
        let meant = EditDistance.nearest(to: text, among: words)
        diagnostics.error(
            "\"\(text)\" is not a value of \"\(field)\"" + Self.suggestion(meant), at: position,
            hint: meant == nil ? "use one of: \(words.joined(separator: ", "))" : nil)
    }

    func textMap(_ node: DocumentNode, _ field: String) -> [String: String]? {
        guard let entries = node.entries else {
            diagnostics.error("\"\(field)\" must be a map of names and texts, not \(node.kind)", at: node.position)
            return nil
        }
        var map: [String: String] = [:]
        for entry in entries {
            if let scalar = entry.value.scalar {
                map[entry.key] = scalar.value == .null ? "" : scalar.text
            } else {
                diagnostics.error("\"\(entry.key)\" must be text, not \(entry.value.kind)", at: entry.value.position)
            }
        }
        return map
    }

    func name(_ node: DocumentNode, _ field: String, rule: NameRule) -> String? {
        guard let text = text(node, field) else { return nil }
        return checked(at: node.position) {
            try rule.check(text)
            return text
        }
    }

    func size(_ node: DocumentNode, _ field: String) -> String? {
        guard let text = text(node, field) else { return nil }
        guard VMSize.named(text) == nil else { return text }
        let names = VMSize.catalogue.map(\.name)
        let meant = EditDistance.nearest(to: text, among: names)
        diagnostics.error(
            "\"\(text)\" is not a VM size Atelier knows" + Self.suggestion(meant), at: node.position,
            hint: meant == nil ? "use one such as Standard_DS2_v2 or Standard_DS3_v2" : nil)
        return nil
    }

    /// Runs one of Domain's own checks and says at `position` what it throws.
    func checked<Value>(at position: SourcePosition, _ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch let error as AtelierError {
            diagnostics.error(error.message, at: position, hint: error.hint, code: error.code)
        } catch {
            diagnostics.error(String(describing: error), at: position)
        }
        return nil
    }
}
