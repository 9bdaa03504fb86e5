package import Domain

/// The jobs of a workspace, newest first, each found at once by its name.
package struct JobTable: Sendable {
    package private(set) var names: [JobName] = []
    private var summaries: [JobName: JobSummary] = [:]
    /// How many the engine has; more than `names` until the rest was read.
    package private(set) var count = 0
    /// Changes with every change, so that a pane knows when its rows are old.
    package private(set) var version = 0
    package private(set) var counts: [JobStatus: Int] = [:]
    /// The version that a job, or one that belongs to it, last changed with; what is not in it has not since `base`.
    private var changes: [JobName: Int] = [:]
    private var base = 0

    package init() {}

    package subscript(name: JobName) -> JobSummary? { summaries[name] }

    package var all: [JobSummary] { names.compactMap { summaries[$0] } }

    /// The version that any of these jobs, or of those that belong to them, last changed with.
    package func lastChange(of jobs: some Sequence<JobName>) -> Int {
        jobs.reduce(base) { max($0, changes[$1] ?? 0) }
    }

    /// The search that a trial is of; nil for what is none.
    package func search(of job: JobName) -> JobName? {
        summaries[job]?.parent.flatMap { summaries[$0]?.search == nil ? nil : $0 }
    }

    package mutating func replace(with jobs: [JobSummary], count: Int) {
        names = jobs.map(\.name)
        summaries = Dictionary(jobs.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        self.count = count
        (changes, base) = ([:], version + 1)
        settle()
    }

    /// Adds a page of older jobs at the end.
    package mutating func append(_ older: [JobSummary]) {
        for job in older where summaries[job.name] == nil {
            names.append(job.name)
            summaries[job.name] = job
        }
        settle()
    }

    /// Takes what was read anew; of those asked for, whoever is not there is gone.
    package mutating func refresh(_ asked: Set<JobName>, with found: [JobSummary]) {
        let there = Set(found.map(\.name))
        for gone in asked.subtracting(there) {
            guard let old = summaries.removeValue(forKey: gone) else { continue }
            names.removeAll { $0 == gone }
            count -= 1
            note(old)
        }
        for job in found {
            let old = summaries.updateValue(job, forKey: job.name)
            if old == nil { insert(job) }
            if old != job { note(job) }
        }
        settle()
    }

    /// Notes a change that comes with the next version.
    private mutating func note(_ job: JobSummary) {
        for name in [job.name, job.parent].compactMap(\.self) { changes[name] = version + 1 }
    }

    private mutating func settle() {
        version += 1
        counts = summaries.values.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    }

    /// At its place by age. One that is older than all that was read is among those the engine counted already.
    private mutating func insert(_ job: JobSummary) {
        let place = names.firstIndex { summaries[$0].map { $0.createdAt < job.createdAt } ?? true }
        if place != nil || names.count >= count { count += 1 }
        names.insert(job.name, at: place ?? names.count)
    }
}
