import Domain

/// Azure ML's expressions in a text: `${{inputs.x}}`, and `$[[ … ]]` around what is dropped when an input in it was not
/// given. `${VAR}` and the rest of the shell's are left alone. Pure.
struct Expression: Sendable {
    /// The values by their path, e.g. `inputs.data`, `name`.
    let values: [String: String]

    /// Throws `invalidArgument` for a path that has no value, naming it and those there are.
    func expand(_ text: String, in place: String) throws -> String {
        guard text.contains("${{") || text.contains("$[[") else { return text }
        var result = ""
        var rest = Substring(text)
        while let opening = rest.firstRange(of: "$[[") {
            result += try expandRequired(rest[..<opening.lowerBound], in: place)
            guard let closing = rest[opening.upperBound...].firstRange(of: "]]") else {
                throw Self.unclosed("$[[", "]]", in: place)
            }
            let segment = rest[opening.upperBound..<closing.lowerBound]
            let paths = try Self.paths(in: segment, place)
            if paths.allSatisfy({ values[$0] != nil || !$0.hasPrefix("inputs.") }) {
                result += try expandRequired(segment, in: place)
            }
            rest = rest[closing.upperBound...]
        }
        return try result + expandRequired(rest, in: place)
    }

    /// Puts in what has a value, and leaves the rest for later.
    static func filling(_ text: String, with values: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let opening = rest.firstRange(of: "${{"), let closing = rest[opening.upperBound...].firstRange(of: "}}") {
            let name = rest[opening.upperBound..<closing.lowerBound].filter { !$0.isWhitespace }
            result += rest[..<opening.lowerBound]
            result += values[name] ?? String(rest[opening.lowerBound..<closing.upperBound])
            rest = rest[closing.upperBound...]
        }
        return result + rest
    }

    private func expandRequired(_ text: Substring, in place: String) throws -> String {
        var result = ""
        var rest = text
        while let opening = rest.firstRange(of: "${{") {
            result += rest[..<opening.lowerBound]
            let (path, tail) = try Self.path(after: opening.upperBound, in: rest, place)
            guard let value = values[path] else { throw unknown(path, in: place) }
            result += value
            rest = tail
        }
        return result + rest
    }

    /// The paths named in a text, in their order.
    private static func paths(in text: Substring, _ place: String) throws -> [String] {
        var paths: [String] = []
        var rest = text
        while let opening = rest.firstRange(of: "${{") {
            let (path, tail) = try path(after: opening.upperBound, in: rest, place)
            paths.append(path)
            rest = tail
        }
        return paths
    }

    private static func path(
        after start: Substring.Index, in text: Substring, _ place: String
    ) throws -> (String, Substring) {
        guard let closing = text[start...].firstRange(of: "}}") else { throw unclosed("${{", "}}", in: place) }
        let inner = text[start..<closing.lowerBound].filter { !$0.isWhitespace }
        return (String(inner), text[closing.upperBound...])
    }

    private func unknown(_ path: String, in place: String) -> AtelierError {
        AtelierError(
            .invalidArgument, "\(place) uses ${{\(path.neutralised)}}, which has no value here",
            hint: Suggestion.text(for: path, among: Array(values.keys)))
    }

    private static func unclosed(_ opening: String, _ closing: String, in place: String) -> AtelierError {
        AtelierError(
            .invalidArgument, "\(place) has \(opening) without \(closing)", hint: "close the expression")
    }
}
