import Domain
import Learning
import LinuxSystem
import Logging
import Training

/// The work of one trial, from its data to the files it leaves. Runs on a node's threads and blocks them.
struct TrialTraining: Sendable {
    let job: Job
    let work: TrialWork
    let layout: JobLayout
    let data: AutoMLData
    let threadCount: Int
    /// The folders of those that an ensemble may be made of, the best first.
    let members: [JobLayout]
    let logger: Logger

    /// Gives the trial's scores by their metrics. Throws `CancellationError` when it is not wanted any more, and why it cannot be
    /// trained.
    func run(on node: NodeWork) throws -> [String: Double] {
        guard let recipe = Recipe(work) else {
            throw AtelierError(.unsupported, "'\(work.algorithm.neutralised)' is not trained here")
        }
        try tell("\(work.algorithm) on \(data.set.rows) rows, \(data.set.splits.count == 1 ? "one part held out" : "\(data.set.splits.count) folds")")
        let outcome = recipe.algorithm.isEnsemble ? try ensemble(recipe.algorithm, on: node) : try train(recipe, on: node)
        if node.isCancelled { throw CancellationError() }
        try TrialFiles(layout: layout).write(outcome, data, run: job.name)
        return outcome.scores
    }

    /// Puts a line into the trial's log.
    func tell(_ line: String) throws {
        try JobFolder(layout: layout).append(line + "\n", to: layout.userLog)
    }

    private func train(_ recipe: Recipe, on node: NodeWork) throws -> TrialOutcome {
        let parameters = recipe.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        if !parameters.isEmpty { try tell(parameters) }
        // Folds side by side, or one after the other with all threads for each.
        let isSideBySide = threadCount > 1 && data.set.splits.count >= threadCount
        let trial = Trial(
            data.set, trees: data.trees, threads: isSideBySide ? 1 : threadCount, cache: data.cache,
            parallel: { count, body in
                guard isSideBySide else { return (0..<count).forEach(body) }
                withoutActuallyEscaping(body) { body in try? node.parallel(count) { body($0) } }
            })
        return try trial.run(recipe, isCancelled: { node.isCancelled }) { progress in
            do { try tell("\(progress)") } catch {
                logger.warning("cannot write a trial's log", metadata: ["job": "\(job.name)", "error": "\(error)"])
            }
        }
    }

    private func ensemble(_ algorithm: Algorithm, on node: NodeWork) throws -> TrialOutcome {
        let ensembles = Ensembles(data.set) { node.isCancelled }
        // A search makes hundreds of trials, and an ensemble looks at few of them.
        var outcomes: [TrialOutcome] = []
        for member in members where outcomes.count < Ensembles.mostMembers {
            if node.isCancelled { throw CancellationError() }
            let outcome = try TrialFiles(layout: member).outcome()
            if ensembles.canMix(outcome) { outcomes.append(outcome) }
        }
        let outcome = algorithm == .votingEnsemble ? try ensembles.voting(outcomes) : try ensembles.stacking(outcomes)
        guard let outcome else {
            throw AtelierError(.invalidState, "there are not two trials to make an ensemble of")
        }
        return outcome
    }
}
