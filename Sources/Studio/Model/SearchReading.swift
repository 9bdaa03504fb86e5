import ControlAPI
package import Domain
import FoundationEssentials

/// What is known of a search, and how new that is. While one answer is awaited nothing more is asked for: however fast its
/// trials change, it is read as often as the engine answers.
package struct SearchReading: Sendable, Hashable {
    package private(set) var progress: SearchProgress?
    /// How often it was asked for.
    package private(set) var turn = 0
    private var answered = 0
    /// The version of the jobs when it was asked for last, and the time.
    private var version: Int?
    private var askedAt = Date.distantPast

    package init() {}

    /// What is measured makes no event: the scores of trials that run are asked for after this many seconds.
    private static let pause: TimeInterval = 5

    /// Asks for it again where it may have changed since it was answered.
    mutating func ask(for version: Int, at now: Date) {
        guard turn == answered else { return }
        let isLive = progress?.trials.contains { !$0.status.isFinal } ?? false
        guard version != self.version || isLive && now.timeIntervalSince(askedAt) >= Self.pause else { return }
        turn += 1
        (self.version, askedAt) = (version, now)
    }

    mutating func take(_ progress: SearchProgress, of turn: Int) {
        self.progress = progress
        answered = turn
    }
}

extension StudioData {
    /// What is told of a search that is on the screen.
    func subscriptions(toSearch job: JobName) -> Set<Subscription> {
        searches[job].map { [.search(job, turn: $0.turn)] } ?? []
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
        data.searches[job, default: SearchReading()].ask(for: data.jobs.lastChange(of: family), at: now)
    }
}
