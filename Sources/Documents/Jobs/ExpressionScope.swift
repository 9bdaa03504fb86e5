import Domain

/// What `${{…}}` may name in a command job. Shell's own `${VAR}` is left alone, and `$[[ … ]]` marks a part of the
/// command that is dropped when an input in it was not given, so such an input need not be declared.
struct ExpressionScope {
    let inputs: [String]
    let outputs: [String]
    /// An output's path has no inputs and outputs, and knows its own name.
    var isOutputPath = false
    /// What a sweep tries; nil where nothing is swept.
    var searchSpace: [String]?
    /// Whether an input in `$[[ … ]]` need not be declared.
    var mayLeaveOut = true
    /// `command job`
    var noun = "command job"

    /// What the engine says for itself.
    private var words: [String] { ["name", "default_datastore"] + (isOutputPath ? ["output_name"] : []) }

    /// One `${{…}}` of a text.
    struct Expression {
        let written: String
        /// Without its braces and spaces: `inputs.data`.
        let body: String
        let place: SourcePosition
        /// Whether it stands in `$[[ … ]]`.
        let isOptional: Bool
    }

    /// Checks every expression of a text, pointing at the expression itself.
    func check(_ node: DocumentNode, reading: Reading) {
        for expression in Self.expressions(in: node, reading: reading) {
            let mayBeAbsent = mayLeaveOut && expression.isOptional && expression.body.hasPrefix("inputs.")
            if !mayBeAbsent, let (message, hint) = problem(with: expression.body) {
                reading.diagnostics.error(message, at: expression.place, hint: hint)
            }
        }
    }

    /// The expressions of a text. Says where one is not closed.
    static func expressions(in node: DocumentNode, reading: Reading) -> [Expression] {
        guard let text = node.scalar?.text else { return [] }
        let optional = optionalParts(of: text, at: node.position, reading: reading)
        var found: [Expression] = []
        var start = text.startIndex
        var place = node.position
        while let opening = text[start...].firstRange(of: "${{") {
            guard let closing = text[opening.upperBound...].firstRange(of: "}}") else {
                reading.diagnostics.error(
                    "\"${{\" is not closed", at: reading.place(of: "${{", from: place), hint: "close it with }}")
                return found
            }
            let written = String(text[opening.lowerBound..<closing.upperBound])
            place = reading.place(of: written, from: place)
            found.append(
                Expression(
                    written: written,
                    body: String(text[opening.upperBound..<closing.lowerBound].filter { !$0.isWhitespace }),
                    place: place, isOptional: optional.contains { $0.contains(opening.lowerBound) }))
            place = place.advanced(by: written.unicodeScalars.count)
            start = closing.upperBound
        }
        return found
    }

    private static func optionalParts(
        of text: String, at position: SourcePosition, reading: Reading
    ) -> [Range<String.Index>] {
        var parts: [Range<String.Index>] = []
        var start = text.startIndex
        while let opening = text[start...].firstRange(of: "$[[") {
            guard let closing = text[opening.upperBound...].firstRange(of: "]]") else {
                reading.diagnostics.error(
                    "\"$[[\" is not closed", at: reading.place(of: "$[[", from: position), hint: "close it with ]]")
                return parts
            }
            parts.append(opening.lowerBound..<closing.upperBound)
            start = closing.upperBound
        }
        return parts
    }

    private func problem(with body: String) -> (message: String, hint: String?)? {
        let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "inputs" where !isOutputPath: return Self.missing(name, among: inputs, noun: "input")
        case "outputs" where !isOutputPath: return Self.missing(name, among: outputs, noun: "output")
        case "search_space" where searchSpace != nil:
            return Self.missing(name, among: searchSpace ?? [], noun: "swept parameter", section: "search_space")
        case "parent": return ("\"${{\(body)}}\" belongs in a pipeline, and this is \(noun.withArticle)", nil)
        case "search_space": return ("\"${{\(body)}}\" belongs in a sweep, and this is \(noun.withArticle)", nil)
        case let word where parts.count == 1 && words.contains(word): return nil
        default:
            let known = words + inputs.map { "inputs.\($0)" } + outputs.map { "outputs.\($0)" }
                + (searchSpace ?? []).map { "search_space.\($0)" }
            let meant = EditDistance.nearest(to: body, among: known)
            return (
                "unknown expression \"${{\(body)}}\"" + Reading.suggestion(meant.map { "${{\($0)}}" }),
                meant == nil && !isOutputPath ? "use ${{inputs.NAME}} or ${{outputs.NAME}}" : nil
            )
        }
    }

    static func missing(
        _ name: String, among names: [String], noun: String, section: String? = nil
    ) -> (message: String, hint: String?)? {
        guard !names.contains(name) else { return nil }
        let meant = EditDistance.nearest(to: name, among: names)
        let hint = names.isEmpty ? "declare it under \(section ?? noun + "s")" : "declared: \(names.joined(separator: ", "))"
        return ("there is no \(noun) \"\(name)\"" + Reading.suggestion(meant), meant == nil ? hint : nil)
    }
}

extension SourcePosition {
    fileprivate func advanced(by columns: Int) -> SourcePosition {
        isFlag ? self : SourcePosition(source, line: line, column: column + columns)
    }
}
