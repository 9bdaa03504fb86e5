import Learning
import Training

/// Grows trees as a trial does: from numbers in memory to a forest that can answer.
final class TrainingSide: Side {
    private let trainer: XGBoostTrainer
    private let samples: TreeSamples
    private var parameters = TreeParameters()
    private var forest: TreeForest?

    init(
        library: String, features: String, targets: String, columns: Int, classes: Int, rounds: Int, threads: Int
    ) throws {
        trainer = try XGBoostTrainer(library: library)
        samples = TreeSamples(
            features: try Matrix(of: features, columns: columns), targets: try numbers(of: targets), classCount: classes)
        parameters.rounds = rounds
        parameters.threads = threads
    }

    func run() throws { forest = try trainer.grow(samples, parameters) { false } }

    /// What it says of the first thousand samples: a number, or the second class's probability.
    var result: [Double] {
        guard let forest else { return [] }
        let first = samples.features.selecting(Array(0..<min(1000, samples.features.rows)))
        let answers = ForestEvaluator(forest).predict(first)
        return (0..<answers.rows).map { answers[$0, answers.columns - 1] }
    }
}
