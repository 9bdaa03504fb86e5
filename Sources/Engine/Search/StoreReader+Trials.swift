import Domain
import FoundationEssentials
import Store

extension StoreReader {
    /// The trials of a search as they are now, in the order they were begun.
    func trials(of search: Job) throws -> [SearchTrial] {
        guard let objective = search.spec.work.objective else { return [] }
        let filter = JobFilter(archived: .included, parent: search.name)
        let jobs = try jobs(in: search.workspace, matching: filter).values
        let extremes = try extremes(of: objective.metric, inJobsOf: search.name, in: search.workspace)
        return jobs.compactMap { job in
            job.trial(score: extremes[job.name].map { objective.isHigherBetter ? $0.highest : $0.lowest })
        }.sorted { $0.number < $1.number }
    }
}

extension Job {
    /// Whether a search made it, rather than somebody who named the search as its parent.
    var isTrial: Bool { trial(score: nil) != nil }

    /// Nil for a job that only names the search as its parent.
    fileprivate func trial(score: Double?) -> SearchTrial? {
        var trial: SearchTrial
        switch spec.work {
        case .trial(let work):
            trial = SearchTrial(
                job: name, number: work.number, algorithm: work.algorithm,
                parameters: work.parameters.mapValues { .double($0) }, status: status)
        default:
            guard let number = spec.properties[JobProperty.trialNumber].flatMap({ Int($0) }) else { return nil }
            trial = SearchTrial(job: name, number: number, parameters: hyperparameters, status: status)
        }
        trial.reason = reason
        trial.score = score
        trial.startedAt = startedAt
        trial.endedAt = endedAt
        return trial
    }

    /// What a sweep drew for it.
    private var hyperparameters: [String: JSONValue] {
        guard let text = spec.properties[JobProperty.hyperparameters],
            case .object(let members)? = try? JSONParser.parse(text)
        else { return [:] }
        return members
    }
}
