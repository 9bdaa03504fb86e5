/// What was learnt from a matrix of features: numbers of a regression in one column, or a probability for each class.
package enum Predictor: Codable, Sendable, Hashable {
    case linear(LinearModel)
    case logistic(LogisticModel)
    case naiveBayes(GaussianNaiveBayesModel)
    case neighbours(NearestNeighbours)
    case trees(TreeForest)
}
