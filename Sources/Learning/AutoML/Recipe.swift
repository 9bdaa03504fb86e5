/// What one trial trains: an algorithm, what it is set to, and how its features are made.
package struct Recipe: Codable, Sendable, Hashable {
    package var algorithm: Algorithm
    /// By scikit-learn's and XGBoost's names: `C`, `n_neighbors`, `max_depth`, `learning_rate`.
    package var parameters: [String: Double]
    /// Features are moved and stretched to mean 0 and variance 1.
    package var isScaled: Bool
    /// A text with more categories than this is encoded by its targets, one with fewer by a feature for each.
    package var oneHotLimit: Int

    package init(_ algorithm: Algorithm, _ parameters: [String: Double] = [:], isScaled: Bool = false, oneHotLimit: Int = 30) {
        self.algorithm = algorithm
        self.parameters = parameters
        self.isScaled = isScaled
        self.oneHotLimit = oneHotLimit
    }
}
