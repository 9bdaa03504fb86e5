/// What a new deployment may differ in from the one that serves beside it.
package struct RolloutLimits: Codable, Sendable, Hashable {
    /// What is compared of the answers.
    package enum Comparison: String, Codable, Sendable, CaseIterable {
        /// Numbers with a decimal point are scores, all else are classes.
        case auto
        /// Every difference counts as another class.
        case classes
        /// Every number is a score.
        case scores
        /// Nothing.
        case none
    }

    /// Percentage points of failed answers (500 and above, or none in time) more than the other's.
    package var errorExcess: Double
    /// How likely chance may be, at most, before a difference counts.
    package var significance: Double
    /// How many times the other's 99th percentile its own may be …
    package var latencyFactor: Double
    /// … once it is over so many milliseconds.
    package var latencyBudget: Double
    /// How many windows in a row make it slow.
    package var latencyWindows: Int
    /// The share of compared answers that may name another class, have another shape, or fail.
    package var disagreement: Double
    /// How far the distribution of scores may move (population stability index).
    package var psi: Double
    /// How many times what its largest worker held when it was warm it may hold.
    package var memoryFactor: Double
    package var comparison: Comparison
    /// Relative difference of two numbers that are taken for the same.
    package var tolerance: Double
    /// Members of the answers that are not compared, wherever they are (a time stamp, a request's id).
    package var ignoredFields: [String]

    package init(
        errorExcess: Double = 0.5, significance: Double = 0.01, latencyFactor: Double = 1.25,
        latencyBudget: Double = 10, latencyWindows: Int = 3, disagreement: Double = 0.02, psi: Double = 0.2,
        memoryFactor: Double = 1.5, comparison: Comparison = .auto, tolerance: Double = 1e-6,
        ignoredFields: [String] = []
    ) {
        self.errorExcess = errorExcess
        self.significance = significance
        self.latencyFactor = latencyFactor
        self.latencyBudget = latencyBudget
        self.latencyWindows = latencyWindows
        self.disagreement = disagreement
        self.psi = psi
        self.memoryFactor = memoryFactor
        self.comparison = comparison
        self.tolerance = tolerance
        self.ignoredFields = ignoredFields
    }
}
