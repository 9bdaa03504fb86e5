extension Recipe {
    /// Trees send a missing value to a side of its own; all others need a number.
    var fillsMissing: Bool { !needsTrees }

    package var needsTrees: Bool { algorithm.needsTrees }

    subscript(name: String, default value: Double) -> Double { parameters[name] ?? value }

    /// A whole number, at least 0.
    subscript(whole name: String, default value: Int) -> Int {
        let given = parameters[name] ?? Double(value)
        return given.isFinite ? Int(min(1e9, max(0, given.rounded()))) : value
    }
}

extension Algorithm {
    /// Whether a library has to grow its trees.
    package var needsTrees: Bool {
        switch self {
        case .decisionTree, .randomForest, .gradientBoosting, .xgBoostClassifier, .xgBoostRegressor: true
        default: false
        }
    }

    /// Whether it stops growing when more rounds do not help.
    var stopsEarly: Bool { self == .xgBoostClassifier || self == .xgBoostRegressor }

    /// Tasks that it can be trained for here.
    package var tasks: [LearningTask] {
        switch self {
        case .logisticRegression, .bernoulliNaiveBayes, .multinomialNaiveBayes, .xgBoostClassifier: [.classification]
        case .elasticNet, .lassoLars, .xgBoostRegressor: [.regression, .forecasting]
        case .knn, .decisionTree, .randomForest, .gradientBoosting, .votingEnsemble, .stackEnsemble: LearningTask.allCases
        case .naive, .seasonalNaive, .average, .seasonalAverage, .exponentialSmoothing: [.forecasting]
        }
    }
}
