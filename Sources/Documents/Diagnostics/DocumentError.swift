package import Domain

/// A document that cannot be used, with everything that is wrong with it. Prints one line a diagnostic, by position.
package struct DocumentError: Error, Sendable {
    /// Errors and warnings, sorted by position.
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    /// `unsupported` when nothing else is wrong, otherwise `invalidArgument` (exit 65).
    package var code: ErrorCode {
        errors.allSatisfy { $0.code == .unsupported } ? .unsupported : .invalidArgument
    }
}

extension DocumentError: CustomStringConvertible {
    package var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}

/// What a document says, and what of it is not honoured.
package struct Parsed<Value> {
    package let value: Value
    /// Sorted by position.
    package let warnings: [Diagnostic]

    package init(_ value: Value, warnings: [Diagnostic] = []) {
        self.value = value
        self.warnings = warnings
    }
}

extension Parsed: Sendable where Value: Sendable {}
