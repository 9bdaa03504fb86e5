/// What the search remembers of a finished trial.
package struct TrialRecord: Codable, Sendable, Hashable {
    package let recipe: Recipe
    /// Of the primary metric; nil for one that failed.
    package let score: Double?
    package let seconds: Double

    package init(recipe: Recipe, score: Double?, seconds: Double) {
        self.recipe = recipe
        self.score = score
        self.seconds = seconds
    }
}
