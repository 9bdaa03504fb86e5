import Domain
import Yams

/// Says in a person's words what the YAML parser says in its own.
enum YAMLSentence {
    static func report(_ error: any Error, in text: String, name: String, diagnostics: Diagnostics) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let line = mark.line <= lines.count ? lines[max(0, mark.line - 1)] : ""
            let (message, hint) = sentence(
                problem: problem, context: context?.text ?? "", line: line, column: mark.column)
            // What was begun and never ended is best told about where it begins.
            let isUnfinished = ["unexpected end of stream", "did not find expected ',", "could not find expected ':'"]
                .contains { problem.contains($0) }
            let place = isUnfinished ? context?.mark ?? mark : mark
            diagnostics.error(message, at: position(place, in: lines, name: name), hint: hint)
        case YamlError.reader(let problem, let offset, _, _):
            let before = String(text.prefix(offset ?? 0))
            let isControl = problem.contains("control characters")
            diagnostics.error(
                isControl ? "there is a control character here" : "this cannot be read as text (\(problem))",
                at: SourceText.end(of: before, name: name), hint: "take it out")
        default:
            diagnostics.error(
                "this is not YAML (\(error))", at: SourcePosition(name, line: 1, column: 1))
        }
    }

    /// What templates leave behind, such as `image: {{REGISTRY}}/base`.
    static func placeholder(_ name: String) -> (message: String, hint: String?) {
        ("\"{{\(name)}}\" is a placeholder that was never filled in", "replace it with a value")
    }

    /// The parser's place, or the end of the text when the parser stands behind it.
    private static func position(_ mark: Mark, in lines: [Substring], name: String) -> SourcePosition {
        let last = (lines.lastIndex { !$0.isEmpty } ?? 0) + 1
        guard mark.line > last else { return SourcePosition(name, line: mark.line, column: mark.column) }
        return SourcePosition(name, line: last, column: (lines[last - 1].unicodeScalars.count) + 1)
    }

    private static func sentence(
        problem: String, context: String, line: Substring, column: Int
    ) -> (message: String, hint: String?) {
        let scalars = Array(line.unicodeScalars)
        let here = column >= 1 && column <= scalars.count ? scalars[column - 1] : nil
        if let match = line.firstMatch(of: /(?:^|[^$])\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/) {
            return placeholder(String(match.output.1))
        }
        let indentation = scalars.prefix { $0 == " " || $0 == "\t" }
        if here == "\t" || indentation.contains("\t") {
            return ("a tab indents this line", "use spaces: YAML does not allow tabs there")
        }
        if problem.contains("cannot start any token") {
            return ("a value cannot start with \"\(here.map(String.init) ?? "?")\"", "put it in quotes")
        }
        if problem.contains("mapping values are not allowed") {
            return ("a \":\" is not allowed here", "put a value that holds \": \" in quotes, or check the indentation")
        }
        if problem.contains("could not find expected ':'") {
            return ("a \":\" is missing", "write KEY: VALUE")
        }
        if problem.contains("another document") || problem.contains("<document start>") {
            return problem.contains("another document")
                ? ("there is more than one document in the file", "keep one document a file")
                : ("the document should end here", "check the indentation of this line")
        }
        if problem.contains("undefined alias") {
            return ("the alias has no anchor before it", "write &NAME before the value it stands for")
        }
        if problem.contains("tag handle") || problem.contains("tag") {
            return ("the tag here is refused", "write the value without a tag")
        }
        if problem.contains("unexpected end of stream"), context.contains("quoted scalar") {
            return ("a quotation starts here and never ends", "close the quote")
        }
        if problem.contains("did not find expected ',' or ']'") {
            return ("a list starts here and is not closed", "close it with ]")
        }
        if problem.contains("did not find expected ',' or '}'") {
            return ("a map starts here and is not closed", "close it with }")
        }
        if problem.contains("did not find expected key") || problem.contains("'-' indicator")
            || problem.contains("expected <block end>")
        {
            return ("the indentation of this line does not fit the lines above", "line it up with its neighbours")
        }
        if problem.contains("nesting") || problem.contains("maximum") || problem.contains("exceeded") {
            return ("the nesting goes deeper than \(YAMLReader.depthLimit) levels", "flatten it")
        }
        if problem.contains("escape") {
            return ("the backslash starts no escape YAML knows", "use single quotes, or write \\\\")
        }
        return ("this is not YAML: \(problem)", nil)
    }
}
