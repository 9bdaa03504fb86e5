import Domain

extension JobAspect {
    var presentation: JSONValue {
        .members([
            "after": after.map(JSONValue.string), "before": before.map(JSONValue.string), "name": .string(name),
            "note": note.map(JSONValue.string), "verdict": .string(verdict.rawValue),
        ])
    }

    static let columns = [
        Column("What", "name"), Column("Verdict", "verdict"), Column("Before", "before"), Column("After", "after"),
        Column("Note", "note"),
    ]

    fileprivate var line: String {
        let values: String? =
            switch (before, after) {
            case (let before?, let after?) where before != after: "\(before) -> \(after)"
            case (let before?, nil): "\(before) -> nothing"
            case (nil, let after?): "nothing -> \(after)"
            default: nil
            }
        let details = [values, note].compactMap { $0 }.joined(separator: "; ")
        return "\(name): \(verdict.rawValue)\(details.isEmpty ? "" : " (\(details.neutralised))")"
    }
}

extension JobComparison {
    /// What is known before the job has run.
    var sentence: String {
        let known = aspects.filter { $0.verdict != .unknown }
        if differences.isEmpty {
            return "\(job) repeats \(earlier) with the same \(known.map(\.name).joined(separator: ", "))"
        }
        return "\(job) repeats \(earlier), but differs: \(differences.map(\.line).joined(separator: "; "))"
    }

    /// Every line of it, in the form of the summary that ends a stream.
    func tell(in session: Session, toError: Bool) throws {
        let heading = "Compared with \(earlier)"
        let text = "\n\(heading)\n\(String(repeating: "=", count: heading.count))\n"
            + aspects.map { $0.line + "\n" }.joined()
        if toError { session.console.note(Array(text.utf8)) } else { try session.console.write(text) }
    }
}
