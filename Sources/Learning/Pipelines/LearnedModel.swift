/// A whole model: from the columns of the data to its answers.
package indirect enum LearnedModel: Codable, Sendable, Hashable {
    case pipeline(FittedFeatures, Predictor)
    /// The weighted mean of what its members answer; the weights add up to 1.
    case voting(members: [LearnedModel], weights: [Double])
    /// A predictor over what its members answer, side by side: for two classes only the second's probability, for more all of
    /// them, for a regression the number.
    case stacking(members: [LearnedModel], last: Predictor)
}
