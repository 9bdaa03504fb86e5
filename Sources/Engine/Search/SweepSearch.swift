import Domain
import Store

/// A sweep: each trial is the command with other values of the search space.
struct SweepSearch: SearchPlanning {
    let job: Job
    let work: SweepWork
    let store: Store

    func prepare() async throws -> [String] { [] }

    func usualConcurrency(nodes: Int, cores: Int) async -> Int { nodes }

    func next(after trials: [SearchTrial], isClosing: Bool) async throws -> SearchDraft? {
        guard !isClosing, let point = SweepPlanner.next(of: work, job: job.name, after: trials) else { return nil }
        let number = (trials.last?.number ?? -1) + 1
        var command = work.trial
        let values = Dictionary(uniqueKeysWithValues: point.flattened.map { ("search_space.\($0)", $1.argumentText) })
        command.command = Expression.filling(command.command, with: values)
        command.environmentVariables = command.environmentVariables.mapValues { Expression.filling($0, with: values) }
        command.outputs = try JobDesk.repeated(command.outputs)
        command.timeout = work.limits.trialTimeout
        return SearchDraft(
            number: number,
            properties: [
                JobProperty.trialNumber: "\(number)", JobProperty.hyperparameters: JSONValue.object(point).compactText,
            ],
            work: .command(command), parameters: point.flattened.mapValues(\.argumentText))
    }

    func hopeless(among trials: [SearchTrial]) async throws -> [JobName: String] {
        guard let policy = work.earlyTermination, trials.contains(where: { $0.status == .running }) else { return [:] }
        let (metric, name, workspace) = (work.objective.metric, job.name, job.workspace)
        let reports = try await store.read { try $0.reports(of: metric, inJobsOf: name, in: workspace) }
        return SweepPlanner.hopeless(among: trials, reports, policy, work.objective)
    }

    func isSummary(_ trial: SearchTrial) async -> Bool { false }

    func outputs(of best: SearchTrial) async throws -> [String: JobOutput] {
        guard let trial = try await store.read({ try $0.job(named: best.job) }) else { return work.trial.outputs }
        return work.trial.outputs.merging(trial.spec.work.outputs) { own, other in
            var output = own
            output.location = other.location
            return output
        }
    }

    func close() async {}
}

extension [String: JSONValue] {
    /// With the parameters of maps among its values in their place.
    var flattened: [String: JSONValue] {
        reduce(into: [:]) { result, member in
            if case .object(let members) = member.value {
                result.merge(members) { $1 }
            } else {
                result[member.key] = member.value
            }
        }
    }
}
