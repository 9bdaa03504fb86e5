/// What a job has in common with an earlier one and what not.
package struct JobComparison: Codable, Sendable {
    package let job: JobName
    /// What it is compared with.
    package let earlier: JobName
    package var aspects: [JobAspect]

    package init(job: JobName, earlier: JobName, aspects: [JobAspect]) {
        self.job = job
        self.earlier = earlier
        self.aspects = aspects
    }

    package var differences: [JobAspect] { aspects.filter { $0.verdict == .differs } }
}

/// One thing that two jobs are compared in.
package struct JobAspect: Codable, Sendable, Hashable {
    package enum Verdict: String, Codable, Sendable {
        case same, differs
        /// One of the two has not come so far, or left no trace of it.
        case unknown
    }

    /// `code`, `environment`, `input wine`, `output model`, `metric accuracy`
    package let name: String
    package let verdict: Verdict
    package let before: String?
    package let after: String?
    /// What of it differs, or why that is not known.
    package let note: String?

    package init(_ name: String, _ verdict: Verdict, before: String? = nil, after: String? = nil, note: String? = nil) {
        self.name = name
        self.verdict = verdict
        self.before = before
        self.after = after
        self.note = note
    }

    /// Told by two texts; nil when neither is there.
    package init?(_ name: String, before: String?, after: String?, note: String? = nil) {
        guard before != nil || after != nil else { return nil }
        self.init(name, before == after ? .same : .differs, before: before, after: after, note: note)
    }
}
