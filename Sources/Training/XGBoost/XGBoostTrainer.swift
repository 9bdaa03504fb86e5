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
        let training = try XGBoostTraining(samples, parameters, calls)
        let kept = try training.run(isCancelled: isCancelled)
        return try training.forest(rounds: kept)
    }
}
