/// What is to be learnt and how it is judged, all choices made: the allowed algorithms are those that are left after what was
/// blocked.
package struct AutoMLProblem: Codable, Sendable, Hashable {
    /// What trials are scored on.
    package enum Validation: Codable, Sendable, Hashable {
        /// By Azure's rule: above 20,000 rows a tenth of them, from 1,000 three folds, below ten. Of a forecasting five folds, or as
        /// many as its history allows.
        case automatic
        case folds(Int)
        /// A share of the rows is held out, between 0 and 1; of a forecasting the newest.
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
    /// How features are made; it names the columns of weights and of splits too.
    package var featurization: Featurization

    /// What a forecasting looks at and how far; nil for other tasks.
    package var forecast: ForecastSettings?
    /// Periods from one fold of a forecasting to the next; nil for as many as its horizon has.
    package var foldStep: Int?

    package var weightColumn: String? { featurization.weightColumn }

    package init(
        _ task: LearningTask, target: String, metric: PrimaryMetric, positiveLabel: String? = nil,
        algorithms: [Algorithm] = Algorithm.allCases, validation: Validation = .automatic, seed: UInt64 = 0,
        wantsVoting: Bool = true, wantsStacking: Bool = true, featurization: Featurization = Featurization(),
        forecast: ForecastSettings? = nil, foldStep: Int? = nil
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
        self.featurization = featurization
        self.forecast = forecast
        self.foldStep = foldStep
    }
}
