import Documents
import Domain

extension Verdict {
    /// What is said of the file by the way: its diagnostics, and that nothing is done with its kind.
    var lines: [String] {
        let note = isValid ? kind?.remark.map { "\(file.neutralised): warning: \($0)" } : nil
        return diagnostics.map(\.description) + [note].compactMap { $0 }
    }

    /// `job.yml: command job, valid`
    var sentence: String {
        let errors = diagnostics.count { $0.severity == .error }
        let result = isValid ? "valid" : errors == 1 ? "1 error" : "\(errors) errors"
        return "\(file.neutralised): " + (kind.map { "\($0.noun), \(result)" } ?? result)
    }

    var exitCode: Int32 { isValid ? 0 : DocumentError(diagnostics).code.exitCode }

    /// As Azure ML's `validate` answers, with the place besides.
    var presentation: JSONValue { .object(members) }

    /// One of several.
    var presentationWithFile: JSONValue {
        .object(
            members.merging(["file": .string(file), "kind": kind.map { .string($0.rawValue) } ?? .null]) { $1 })
    }

    private var members: [String: JSONValue] {
        var members: [String: JSONValue] = ["result": isValid ? "Succeeded" : "Failed"]
        for (key, severity) in [("errors", Diagnostic.Severity.error), ("warnings", .warning)] {
            let found = findings.filter { $0.diagnostic.severity == severity }
            if !found.isEmpty { members[key] = .array(found.map(\.presentation)) }
        }
        return members
    }
}

extension Verdict.Finding {
    fileprivate var presentation: JSONValue {
        var members: [String: JSONValue] = [
            "message": .string(diagnostic.hint.map { "\(diagnostic.message); \($0)" } ?? diagnostic.message),
            "path": .string(path), "value": value.map { .string($0) } ?? .null,
        ]
        if diagnostic.line > 0 {
            members["location"] = .string("\(diagnostic.file)#line \(diagnostic.line)")
            members["line"] = .int(Int64(diagnostic.line))
            members["column"] = .int(Int64(diagnostic.column))
        } else {
            members["location"] = .string(diagnostic.file)
        }
        return .object(members)
    }
}
