/// What is to be learnt and how it is judged, all choices made: the allowed algorithms are those that are left after what was
/// blocked.
package struct AutoMLProblem: Codable, Sendable, Hashable {
    /// What trials are scored on.
    package enum Validation: Codable, Sendable, Hashable {
        /// By Azure's rule: above 20,000 rows a tenth of them, from 1,000 three folds, below ten.
        case automatic
        case folds(Int)
        /// A share of the rows is held out, between 0 and 1.
        case share(Double)
    }

    package var task: LearningTask
    package var target: String
    package var metric: PrimaryMetric
    /// The class whose own scores are wanted; nil for none.
    package var positiveLabel: String?
    package var algorithms: [Algorithm]
    package var validation: Validation
    package var seed: UInt64
    package var wantsVoting: Bool
    package var wantsStacking: Bool
    /// A column that says how much each row counts; it is no feature.
    package var weightColumn: String?

    package init(
        _ task: LearningTask, target: String, metric: PrimaryMetric, positiveLabel: String? = nil,
        algorithms: [Algorithm] = Algorithm.allCases, validation: Validation = .automatic, seed: UInt64 = 0,
        wantsVoting: Bool = true, wantsStacking: Bool = true, weightColumn: String? = nil
    ) {
        self.task = task
        self.target = target
        self.metric = metric
        self.positiveLabel = positiveLabel
        self.algorithms = algorithms
        self.validation = validation
        self.seed = seed
        self.wantsVoting = wantsVoting
        self.wantsStacking = wantsStacking
        self.weightColumn = weightColumn
    }
}
