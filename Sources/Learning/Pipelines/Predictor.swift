/// What was learnt from a matrix of features: numbers of a regression in one column, or a probability for each class.
package enum Predictor: Codable, Sendable, Hashable {
    case linear(LinearModel)
    case logistic(LogisticModel)
    case naiveBayes(GaussianNaiveBayesModel)
    case bernoulliNaiveBayes(BernoulliNaiveBayesModel)
    case multinomialNaiveBayes(MultinomialNaiveBayesModel)
    case neighbours(NearestNeighbours)
    case trees(TreeForest)

    /// A row a sample; one column of numbers, or a column of probabilities for each class. What takes long asks `isCancelled`, and
    /// when it says so the answer is of no use.
    package func predict(_ features: Matrix, isCancelled: () -> Bool = { false }) -> Matrix {
        switch self {
        case .linear(let model): Matrix(rows: features.rows, columns: 1, values: model.predict(features))
        case .logistic(let model): model.probabilities(features)
        case .naiveBayes(let model): model.probabilities(features)
        case .bernoulliNaiveBayes(let model): model.probabilities(features)
        case .multinomialNaiveBayes(let model): model.probabilities(features)
        case .neighbours(let model): model.predict(features, isCancelled: isCancelled)
        case .trees(let forest): ForestEvaluator(forest).predict(features)
        }
    }

    /// Features that it needs at least.
    package var width: Int {
        switch self {
        case .linear(let model): model.weights.count
        case .logistic(let model): model.weights.columns
        case .naiveBayes(let model): model.means.first?.count ?? 0
        case .bernoulliNaiveBayes(let model): model.present.columns
        case .multinomialNaiveBayes(let model): model.logShares.columns
        case .neighbours(let model): model.samples.columns
        case .trees(let forest): forest.gains.count
        }
    }
}
