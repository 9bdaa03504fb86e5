/// One trial of an `automl` job: what it trains. Data and rules are those of the job that it belongs to.
package struct TrialWork: Codable, Sendable, Hashable {
    /// From 0, in the order they were begun.
    package var number: Int
    /// By Azure's names in results: `XGBoostClassifier`, `VotingEnsemble`.
    package var algorithm: String
    package var parameters: [String: Double]
    package var isScaled: Bool
    package var oneHotLimit: Int
    /// Seconds it may take; nil for no limit.
    package var timeout: Int?

    package init(
        number: Int, algorithm: String, parameters: [String: Double] = [:], isScaled: Bool = false, oneHotLimit: Int = 30,
        timeout: Int? = nil
    ) {
        self.number = number
        self.algorithm = algorithm
        self.parameters = parameters
        self.isScaled = isScaled
        self.oneHotLimit = oneHotLimit
        self.timeout = timeout
    }
}
