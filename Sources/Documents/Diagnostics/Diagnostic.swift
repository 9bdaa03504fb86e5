package import Domain

/// One thing to say about one place in a document.
package struct Diagnostic: Sendable, Hashable {
    package enum Severity: String, Sendable, Hashable {
        case error, warning
    }

    package let severity: Severity
    package let message: String
    /// What to do about it.
    package let hint: String?
    package let position: SourcePosition
    /// `invalidArgument`, or `unsupported` for what is right in Azure ML and not honoured here.
    package let code: ErrorCode

    package var file: String { position.source }
    package var line: Int { position.line }
    package var column: Int { position.column }

    package init(
        _ severity: Severity, _ message: String, hint: String? = nil, at position: SourcePosition,
        code: ErrorCode = .invalidArgument
    ) {
        self.severity = severity
        self.message = message.neutralisedLine
        self.hint = hint?.neutralisedLine
        self.position = position
        self.code = code
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `job.yml:14:3: error: unknown field "comand", did you mean "command"?`
    package var description: String {
        let line = "\(position.description.neutralisedLine): \(severity.rawValue): \(message)"
        return hint.map { "\(line); \($0)" } ?? line
    }
}
