/// What came of a trial.
package struct TrialOutcome: Codable, Sendable, Hashable {
    /// Answers for rows that the model which gave them had not seen.
    package struct HeldOut: Codable, Sendable, Hashable {
        /// Of the training set, fold after fold.
        package let rows: [Int]
        /// The split of each.
        package let splits: [Int]
        /// A row each: one number, or a probability for each class.
        package let answers: Matrix

        package init(rows: [Int], splits: [Int], answers: Matrix) {
            precondition(rows.count == splits.count && rows.count == answers.rows)
            self.rows = rows
            self.splits = splits
            self.answers = answers
        }
    }

    package let recipe: Recipe
    /// By Azure's names: the mean over the folds, of those where the score can be told.
    package let scores: [String: Double]
    /// Of the primary metric; nil for a fold that does not tell it.
    package let foldScores: [Double?]
    package let heldOut: HeldOut
    package let model: LearnedModel
    /// Rounds of trees in the model, where that was found by stopping early.
    package let rounds: Int?

    package init(
        recipe: Recipe, scores: [String: Double], foldScores: [Double?], heldOut: HeldOut, model: LearnedModel, rounds: Int?
    ) {
        self.recipe = recipe
        self.scores = scores
        self.foldScores = foldScores
        self.heldOut = heldOut
        self.model = model
        self.rounds = rounds
    }

    /// Of the primary metric.
    package func score(_ metric: PrimaryMetric) -> Double? { scores[metric.rawValue] }
}

/// How far a trial is.
package struct TrialProgress: Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    package let fold: Int
    package let count: Int
    /// Of the primary metric.
    package let score: Double?

    /// `fold 3 of 10: 0.9813`
    package var description: String {
        let place = count == 1 ? "rows held out" : "fold \(fold) of \(count)"
        return "\(place): \(score.map(\.brief) ?? "no score")"
    }
}
