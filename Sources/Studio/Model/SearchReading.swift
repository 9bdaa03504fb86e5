import ControlAPI
package import Domain

/// What is known of a search, and how new that is. While one answer is awaited nothing more is asked for: however fast its
/// trials change, it is read as often as the engine answers.
package struct SearchReading: Sendable, Hashable {
    package private(set) var progress: SearchProgress?
    /// The version of the jobs for which it was asked for last.
    package private(set) var asked: Int?
    private var answered: Int?

    package init() {}

    /// Asks for it again where it may have changed since it was answered.
    mutating func ask(for version: Int) {
        if asked == answered, asked != version { asked = version }
    }

    mutating func take(_ progress: SearchProgress, of version: Int) {
        self.progress = progress
        answered = version
    }
}

extension StudioData {
    /// What is told of a search that is on the screen.
    func subscriptions(toSearch job: JobName) -> Set<Subscription> {
        searches[job]?.asked.map { [.search(job, version: $0)] } ?? []
    }

    /// Whether a job is a sweep or an automl job, as far as that is known.
    func isSearch(_ job: JobName) -> Bool {
        jobs[job]?.search != nil || searches[job]?.progress != nil || details[job]?.job.spec.work.isSearch == true
    }
}

extension StudioModel {
    /// The search on the screen follows its jobs.
    mutating func askForSearch() {
        guard case .search(let job) = screen.kind else { return }
        let family = [job] + (data.searches[job]?.progress?.trials.map(\.job) ?? [])
        data.searches[job, default: SearchReading()].ask(for: data.jobs.lastChange(of: family))
    }
}
