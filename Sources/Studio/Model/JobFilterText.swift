package import Domain

/// What is typed to narrow a list of jobs: words that must all be in it, `!word` that must not, and `field:value` with
/// the fields `state`, `user`, `on`, `exp`, `tag` and `parent`. What is not typed to its end yet narrows nothing.
package struct JobFilterText: Sendable {
    private let terms: [Substring]

    package init(_ text: String) {
        terms = text.lowercased().split(separator: " ").filter { $0 != "!" && !$0.hasSuffix(":") }
    }

    package func matches(_ job: JobSummary) -> Bool {
        terms.allSatisfy { term in
            term.hasPrefix("!") ? !matches(job, term.dropFirst()) : matches(job, term)
        }
    }

    private func matches(_ job: JobSummary, _ term: Substring) -> Bool {
        guard let colon = term.firstIndex(of: ":") else {
            return [job.displayName, job.name.rawValue, job.experiment, job.status.rawValue]
                .contains { $0.lowercased().contains(term) }
        }
        let value = term[term.index(after: colon)...]
        return switch term[..<colon] {
        case "state", "status": job.status.rawValue.lowercased().contains(value)
        case "user", "by": job.createdBy.lowercased().contains(value)
        case "on": (job.node?.rawValue ?? job.compute.rawValue).lowercased().contains(value)
        case "exp": job.experiment.lowercased().contains(value)
        case "parent": job.parent?.rawValue.lowercased().contains(value) ?? false
        case "tag": job.tags.contains { "\($0.key)=\($0.value)".lowercased().contains(value) }
        default: job.displayName.lowercased().contains(term)
        }
    }
}
