package import Domain
package import Learning
import Scoring

/// Grows trees with XGBoost's own library.
package struct XGBoostTrainer: TreeLearner {
    package let title: String
    private let calls: XGBoostTrainingCalls

    /// Opens the library at a path. Throws `unavailable` when it cannot be used.
    package init(library path: String) throws(AtelierError) {
        let library = try XGBoostLibrary.at(path)
        calls = try XGBoostTrainingCalls(library)
        title = "XGBoost \(library.version)"
    }

    /// Watched samples are scored after every round when `patience` is set, by the root mean square error or the logarithmic
    /// loss; it stops after so many rounds without a better score, and what grew after the best one is left out.
    ///
    /// Throws `invalidArgument` saying what is wrong with the samples or what XGBoost refuses, and `CancellationError`.
    package func grow(
        _ samples: TreeSamples, _ parameters: TreeParameters, isCancelled: @Sendable () -> Bool
    ) throws -> TreeForest {
        let most = Self.treesBetweenQuestions(samples)
        guard parameters.rounds == 1, parameters.treesPerRound > most else {
            return try grow(samples, parameters, on: nil, isCancelled)
        }
        // A random forest is one round, which cannot be stopped: it is grown as several small ones.
        let matrix = try XGBoostTraining.matrix(of: samples, parameters, calls)
        var parts: [TreeForest] = []
        for first in stride(from: 0, to: parameters.treesPerRound, by: most) {
            var part = parameters
            part.treesPerRound = min(most, parameters.treesPerRound - first)
            part.seed = parameters.seed &+ UInt64(first)
            parts.append(try grow(samples, part, on: matrix, isCancelled))
        }
        return TreeForest.mean(of: parts)
    }

    private func grow(
        _ samples: TreeSamples, _ parameters: TreeParameters, on matrix: TrainingMatrix?, _ isCancelled: () -> Bool
    ) throws -> TreeForest {
        let training = try XGBoostTraining(samples, parameters, calls, on: matrix)
        let kept = try training.run(isCancelled: isCancelled)
        return try training.forest(rounds: kept)
    }

    /// So many trees take a fraction of a second.
    static func treesBetweenQuestions(_ samples: TreeSamples) -> Int {
        let outputs = samples.classCount > 2 ? samples.classCount : 1
        return max(1, 4_000_000 / max(1, samples.features.rows * samples.features.columns * outputs))
    }
}
