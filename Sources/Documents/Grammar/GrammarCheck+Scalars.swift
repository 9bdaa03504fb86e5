import Domain

/// Single values, by the rules that Azure ML's own client reads them with.
extension GrammarCheck {
    typealias Fault = (message: String, hint: String?)

    /// What is wrong with a node as a single value; nil when nothing is.
    func fault(of node: DocumentNode, as type: GrammarType, _ field: String) -> Fault? {
        guard let scalar = node.scalar else { return wanted(type, field, node) }
        let text = scalar.text
        switch type {
        case .text(let pattern):
            guard node.position.isFlag || Self.isText(scalar) else {
                return ("\"\(field)\" must be text, not \(found(scalar))", "put it in quotes")
            }
            guard let pattern, let rule = try? Regex(pattern), text.wholeMatch(of: rule) == nil else { return nil }
            return ("\"\(text)\" cannot be the \(field)", Self.advice(for: pattern))
        case .version:
            guard case .bool = scalar.value else {
                return Self.isDate(scalar) ? ("\"\(field)\" must be text, not a date", "put it in quotes") : nil
            }
            return ("\"\(field)\" must be text, not a boolean", "put it in quotes")
        case .moment:
            guard !Self.isDate(scalar) else { return ("\"\(field)\" must be text, not a date", "put it in quotes") }
            return Self.isMoment(text) ? nil : ("\"\(text)\" is no date and time", "write it as '2026-01-31T08:00:00'")
        case .release:
            if text.wholeMatch(of: /\d+(\.\d+)*/) != nil { return nil }
            return ("\"\(text)\" is no version of numbers", "write one such as 3.4")
        case .integer, .whole: return wholeFault(scalar, type, field)
        case .number: return numberFault(scalar, field)
        case .flag:
            return YAMLScalar.flag(text) == nil ? wanted(type, field, node) : nil
        case .choice(let words, let spelling):
            guard case .text = scalar.value else {
                guard Self.accepts(text, words, spelling) else { return wanted(type, field, node) }
                return ("\"\(field)\" must be text, not \(found(scalar))", "put it in quotes")
            }
            guard !Self.accepts(text, words, spelling) else { return nil }
            let meant = EditDistance.nearest(to: text, among: words)
            return (
                "\"\(text)\" is not a value of \"\(field)\"" + Reading.suggestion(meant),
                meant == nil ? "use one of: \(words.joined(separator: ", "))" : nil
            )
        case .path: return pathFault(text, node, field)
        case .data:
            guard case .text = scalar.value else { return wanted(type, field, node) }
            return Reading.isLocal(text) && !text.contains("${{") ? pathFault(text, node, field) : nil
        case .url:
            return text.wholeMatch(of: Self.webAddress) == nil ? ("\"\(text)\" is no URL", nil) : nil
        case .arm:
            guard case .text = scalar.value else { return wanted(type, field, node) }
            guard text.lowercased().wholeMatch(of: Self.resourceID) == nil else { return nil }
            return (
                "\"\(text)\" is not the id of an Azure resource",
                "write /subscriptions/ID/resourceGroups/GROUP/providers/…"
            )
        case .git: return text.hasPrefix("git+") ? nil : wanted(type, field, node)
        case .registry: return text.hasPrefix("azureml://registries/") ? nil : wanted(type, field, node)
        case .feed: return text.hasPrefix("azureml://feeds/") ? nil : wanted(type, field, node)
        case .reference, .asset, .pinned: return referenceFault(text, type)
        case .binding: return text.contains("${{") ? nil : wanted(type, field, node)
        case .literal, .any: return nil
        default: return wanted(type, field, node)
        }
    }

    private static var webAddress: some RegexComponent {
        /(https?|ftps?):\/\/(([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]+|localhost)(:\d+)?([\/?#]\S*)?/
    }

    private static var resourceID: some RegexComponent {
        /\/subscriptions\/[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\/resourcegroups\/.*\/providers\/[a-z.]*\/[a-z]*\/.*/
    }

    private func wholeFault(_ scalar: YAMLScalar, _ type: GrammarType, _ field: String) -> Fault? {
        switch scalar.value {
        case .int: return nil
        case .double(let value) where value == value.rounded(): return nil
        case .text(let text):
            if case .integer = type, Int(text) != nil { return nil }
            return ("\"\(field)\" must be a whole number, not \"\(text)\"", nil)
        case .double: return ("\"\(field)\" must be a whole number, not \(scalar.text)", nil)
        default: return ("\"\(field)\" must be a whole number, not \(found(scalar))", nil)
        }
    }

    private func numberFault(_ scalar: YAMLScalar, _ field: String) -> Fault? {
        switch scalar.value {
        case .int: nil
        case .double(let value) where value.isFinite: nil
        case .text(let text) where Double(text)?.isFinite == true: nil
        default: ("\"\(field)\" must be a number, not \(found(scalar))", nil)
        }
    }

    private func pathFault(_ text: String, _ node: DocumentNode, _ field: String) -> Fault? {
        let path = reading.absolute(text, at: node.position)
        return FilePlace.kind(of: path) == nil ? ("\"\(field)\" names '\(path)', which does not exist", nil) : nil
    }

    private func referenceFault(_ text: String, _ type: GrammarType) -> Fault? {
        guard let rest = text.removing(prefix: "azureml:"), !rest.isEmpty else {
            let isReference = text.contains(":") || text.contains("@")
            return (
                "\"\(text)\" is not a reference",
                isReference ? "write azureml:\(text)" : "write azureml:NAME:VERSION or azureml:NAME@latest"
            )
        }
        guard case .reference = type else {
            let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
            let isWhole = rest.contains("/") || rest.contains("@")
            if !isWhole, parts.count > 2 {
                return ("\"\(text)\" has more than a name and a version", "write azureml:NAME:VERSION")
            }
            if case .pinned = type, !isWhole, parts.count < 2 {
                return ("\"\(text)\" names no version", "write azureml:NAME:VERSION or azureml:NAME@latest")
            }
            return nil
        }
        return nil
    }

    /// What the grammar's patterns ask for.
    private static func advice(for pattern: String) -> String {
        switch pattern.prefix(6) {
        case "^[a-z]": "use lower-case letters, digits and '_', starting with a letter"
        case "^[a-zA" where pattern.contains("{1,255}"): "use letters, digits, '-' and '_'"
        case "^\\/subs": "write /subscriptions/ID/resourceGroups/GROUP/providers/…"
        case "^[a-zA": "use letters, digits and '-', starting with a letter and not ending with '-'"
        default: "write a number, or one with kb, mb or gb"
        }
    }

    // MARK: Words

    static func accepts(_ text: String, _ words: [String], _ spelling: GrammarType.Spelling) -> Bool {
        switch spelling {
        case .exact: words.contains(text)
        case .anyCase: words.contains(text.lowercased())
        case .camelCase: words.contains(snakeCase(text))
        case .snakeCase: words.contains(camelCase(text))
        }
    }

    /// `SystemAssigned` as `system_assigned`, the way Azure ML's client does it.
    private static func snakeCase(_ text: String) -> String {
        let scalars = Array(text)
        var result = ""
        for (index, character) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            if character.isUppercase, let before, before.isLetter || before.isNumber,
                before.isLowercase || before.isNumber || after?.isLowercase == true
            {
                result.append("_")
            }
            result += character.lowercased()
        }
        return result
    }

    /// `chat_completion` as `chatCompletion`.
    private static func camelCase(_ text: String) -> String {
        let words = text.split(separator: "_", omittingEmptySubsequences: false)
        return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    // MARK: Sentences

    private func wanted(_ type: GrammarType, _ field: String, _ node: DocumentNode) -> Fault {
        ("\"\(field)\" must be \(Self.description(of: [type])), not \(node.scalar.map(found) ?? node.kind)", nil)
    }

    func found(_ scalar: YAMLScalar) -> String {
        switch scalar.value {
        case .text(let text): Self.isDate(scalar) ? "a date" : "\"\(text)\""
        case .null: "empty"
        case .bool: "a boolean"
        case .int, .double: "a number"
        }
    }

    /// `a whole number, text or a list`
    static func description(of types: [GrammarType]) -> String {
        var words: [String] = []
        for word in types.flatMap(Self.words) where !words.contains(word) { words.append(word) }
        guard let last = words.last, words.count > 1 else { return words.first ?? "left out" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func words(for type: GrammarType) -> [String] {
        switch type {
        case .text: ["text"]
        case .integer, .whole: ["a whole number"]
        case .number: ["a number"]
        case .flag: ["true or false"]
        case .version, .release: ["a version"]
        case .moment: ["a date and time"]
        case .any, .literal: ["a value"]
        case .binding: ["${{…}}"]
        case .path, .data, .conda: ["a path"]
        case .url: ["a URL"]
        case .git: ["git+ and a URL"]
        case .arm: ["the id of an Azure resource"]
        case .registry, .feed, .reference, .asset, .pinned: ["a reference"]
        case .choice(let words, _): words.count > 4 ? ["one of its words"] : words
        case .list: ["a list"]
        case .map, .named: ["a map"]
        case .file: ["the path of a YAML file"]
        case .linked: ["file: and the path of a YAML file"]
        case .union(let types): types.flatMap(Self.words)
        case .optional(let inner): Self.words(for: inner)
        }
    }

    private static func isText(_ scalar: YAMLScalar) -> Bool {
        guard case .text = scalar.value else { return false }
        return !isDate(scalar)
    }

    // MARK: Dates

    /// Unquoted, YAML 1.1 takes `2026-01-31` for a date and no text.
    static func isDate(_ scalar: YAMLScalar) -> Bool {
        guard scalar.isPlain else { return false }
        let text = scalar.text
        let day = text.prefix(10)
        guard day.count >= 8, day.first?.isNumber == true, text.contains("-") else { return false }
        return text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
            || text.wholeMatch(
                of: /\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d:\d\d(\.\d*)?([ \t]*(Z|[-+]\d\d?(:\d\d)?))?/) != nil
    }

    private static func isMoment(_ text: String) -> Bool {
        text.wholeMatch(of: /\d{4}-\d\d?-\d\d?[Tt ]\d\d?:\d\d(:\d\d(\.\d*)?)?[ \t]*(Z|[-+]\d\d?(:?\d\d)?)?/) != nil
    }
}
