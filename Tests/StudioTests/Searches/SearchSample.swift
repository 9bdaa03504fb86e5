import ControlAPI
import Domain
import Foundation

/// Searches as an engine would tell of them.
enum SearchSample {
    static let job: JobName = "wide_sea_w1"
    static let start = Date(timeIntervalSince1970: 1_749_999_000)

    /// Trial `number` ran from `from` to `to` seconds after the start; nil runs still.
    static func trial(
        _ number: Int, score: Double?, _ status: JobStatus = .completed, from: Double = 0, to: Double? = 60,
        algorithm: String? = nil, _ parameters: [String: JSONValue] = [:]
    ) -> SearchTrial {
        SearchTrial(
            job: JobName("\(job)_\(number)"), number: number, algorithm: algorithm, parameters: parameters, status: status,
            score: score, startedAt: status == .queued ? nil : start.addingTimeInterval(from),
            endedAt: to.map { start.addingTimeInterval($0) })
    }

    static func progress(
        _ trials: [SearchTrial], isHigherBetter: Bool = true, best: Int? = nil, limit: Int = 20, notes: [String] = []
    ) -> SearchProgress {
        SearchProgress(
            job: job, metric: "auc", isHigherBetter: isHigherBetter, trialLimit: limit, notes: notes, trials: trials,
            best: best.map { trials[$0].job })
    }

    /// The sample world with a search in it, in place of the job that is done.
    static var world: SampleWorld {
        var world = SampleWorld()
        world.jobs.insert(
            JobSummary(
                name: job, displayName: "churn-sweep", experiment: "churn", status: .running, compute: "local",
                createdAt: SampleWorld.ago(1000), createdBy: "ana", startedAt: SampleWorld.ago(1000),
                search: SearchStanding(kind: .sweep, done: 0, limit: 20)), at: 2)
        return world
    }
}
