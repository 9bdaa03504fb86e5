import Domain

/// What `${{…}}` may name in a command job. Shell's own `${VAR}` is left alone, and `$[[ … ]]` marks a part of the
/// command that is dropped when an optional input in it is absent.
struct ExpressionScope {
    let inputs: [String]
    let outputs: [String]
    /// In an output's path the service's own words may appear: `${{name}}` and its kin.
    var isOutputPath = false

    private static let pathWords = ["name", "output_name", "default_datastore", "experiment_name"]

    /// Checks every expression of a text, pointing at the expression itself.
    func check(_ node: YAMLNode, reading: Reading) {
        guard let text = node.scalar?.text else { return }
        var rest = text[...]
        var place = node.position
        while let start = rest.firstRange(of: "${{") {
            guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
                reading.diagnostics.error(
                    "\"${{\" is not closed", at: reading.place(of: "${{", from: place), hint: "close it with }}")
                return
            }
            let written = String(rest[start.lowerBound..<end.upperBound])
            place = reading.place(of: written, from: place)
            let body = rest[start.upperBound..<end.lowerBound].filter { $0 != " " }
            if let (message, hint) = problem(with: String(body)) {
                reading.diagnostics.error(message, at: place, hint: hint)
            }
            place = place.advanced(by: written.unicodeScalars.count)
            rest = rest[end.upperBound...]
        }
        checkOptionalParts(text, at: node.position, reading: reading)
    }

    private func checkOptionalParts(_ text: String, at position: SourcePosition, reading: Reading) {
        var rest = text[...]
        while let start = rest.firstRange(of: "$[[") {
            guard let end = rest[start.upperBound...].firstRange(of: "]]") else {
                reading.diagnostics.error(
                    "\"$[[\" is not closed", at: reading.place(of: "$[[", from: position), hint: "close it with ]]")
                return
            }
            rest = rest[end.upperBound...]
        }
    }

    private func problem(with body: String) -> (message: String, hint: String?)? {
        let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "inputs" where !isOutputPath: return missing(name, among: inputs, noun: "input")
        case "outputs" where !isOutputPath: return missing(name, among: outputs, noun: "output")
        case "parent": return ("\"${{\(body)}}\" belongs in a pipeline, and this is a command job", nil)
        case "search_space": return ("\"${{\(body)}}\" belongs in a sweep, and this is a command job", nil)
        case let word where isOutputPath && parts.count == 1 && Self.pathWords.contains(word): return nil
        default:
            let words = isOutputPath ? Self.pathWords : inputs.map { "inputs.\($0)" } + outputs.map { "outputs.\($0)" }
            let meant = EditDistance.nearest(to: body, among: words)
            return (
                "unknown expression \"${{\(body)}}\"" + Reading.suggestion(meant.map { "${{\($0)}}" }),
                meant == nil && !isOutputPath ? "use ${{inputs.NAME}} or ${{outputs.NAME}}" : nil
            )
        }
    }

    private func missing(_ name: String, among names: [String], noun: String) -> (message: String, hint: String?)? {
        guard !names.contains(name) else { return nil }
        let meant = EditDistance.nearest(to: name, among: names)
        let hint = names.isEmpty ? "declare it under \(noun)s" : "declared: \(names.joined(separator: ", "))"
        return ("there is no \(noun) \"\(name)\"" + Reading.suggestion(meant), meant == nil ? hint : nil)
    }
}

extension SourcePosition {
    fileprivate func advanced(by columns: Int) -> SourcePosition {
        isFlag ? self : SourcePosition(source, line: line, column: column + columns)
    }
}
