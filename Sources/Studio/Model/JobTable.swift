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

    package init() {}

    package subscript(name: JobName) -> JobSummary? { summaries[name] }

    package var all: [JobSummary] { names.compactMap { summaries[$0] } }

    package mutating func replace(with jobs: [JobSummary], count: Int) {
        names = jobs.map(\.name)
        summaries = Dictionary(jobs.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        self.count = count
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
        for gone in asked.subtracting(there) where summaries.removeValue(forKey: gone) != nil {
            names.removeAll { $0 == gone }
            count -= 1
        }
        for job in found where summaries.updateValue(job, forKey: job.name) == nil { insert(job) }
        settle()
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
