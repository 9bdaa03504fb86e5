import Domain

/// What the demonstration's automl trains, in this order.
struct DemoAlgorithm: Sendable {
    let name: String
    let parameters: [String: JSONValue]
    let quality: Double
    /// How long it takes, by what others take.
    let effort: Double

    private init(_ name: String, _ quality: Double, effort: Double = 0.5, _ parameters: [String: JSONValue] = [:]) {
        self.name = name
        self.parameters = parameters
        self.quality = quality
        self.effort = effort
    }

    static let all: [DemoAlgorithm] = [
        DemoAlgorithm("LightGBM", 0.83, ["learning_rate": .double(0.1), "n_estimators": 100, "num_leaves": 31]),
        DemoAlgorithm("XGBoostClassifier", 0.85, ["learning_rate": .double(0.1), "max_depth": 6, "n_estimators": 100]),
        DemoAlgorithm("LogisticRegression", 0.62, effort: 0.2, ["C": .double(0.5)]),
        DemoAlgorithm("RandomForest", 0.66, ["max_features": .double(0.4), "n_estimators": 200]),
        DemoAlgorithm("ExtremeRandomTrees", 0.6, ["max_features": .double(0.7), "n_estimators": 200]),
        DemoAlgorithm("SGD", 0.35, effort: 0.2, ["alpha": .double(0.0004)]),
        DemoAlgorithm("XGBoostClassifier", 0.88, ["learning_rate": .double(0.05), "max_depth": 5, "n_estimators": 300]),
        DemoAlgorithm("LightGBM", 0.79, ["learning_rate": .double(0.2), "n_estimators": 150, "num_leaves": 63]),
        DemoAlgorithm("KNN", 0.28, effort: 0.3, ["n_neighbors": 25]),
        DemoAlgorithm("DecisionTree", 0.2, effort: 0.2, ["max_depth": 9]),
        DemoAlgorithm("GradientBoosting", 0.81, ["learning_rate": .double(0.05), "max_depth": 4, "n_estimators": 250]),
        DemoAlgorithm("LogisticRegression", 0.64, effort: 0.2, ["C": .double(8)]),
        DemoAlgorithm("LightGBM", 0.87, ["learning_rate": .double(0.04), "n_estimators": 400, "num_leaves": 23]),
        DemoAlgorithm("XGBoostClassifier", 0.93, effort: 0.7, ["learning_rate": .double(0.02), "max_depth": 5, "n_estimators": 700]),
        DemoAlgorithm("RandomForest", 0.69, ["max_features": .double(0.2), "n_estimators": 500]),
        DemoAlgorithm("XGBoostClassifier", 0.74, ["learning_rate": .double(0.3), "max_depth": 9, "n_estimators": 120]),
        DemoAlgorithm("LightGBM", 0.89, ["learning_rate": .double(0.02), "n_estimators": 800, "num_leaves": 17]),
        DemoAlgorithm("ExtremeRandomTrees", 0.63, ["max_features": .double(0.3), "n_estimators": 500]),
        DemoAlgorithm("GradientBoosting", 0.84, ["learning_rate": .double(0.03), "max_depth": 5, "n_estimators": 400]),
        DemoAlgorithm("XGBoostClassifier", 0.91, effort: 0.7, ["learning_rate": .double(0.015), "max_depth": 6, "n_estimators": 800]),
        DemoAlgorithm("LightGBM", 0.86, ["learning_rate": .double(0.01), "n_estimators": 900, "num_leaves": 47]),
        DemoAlgorithm("XGBoostClassifier", 0.9, effort: 0.7, ["learning_rate": .double(0.03), "max_depth": 4, "n_estimators": 600]),
        DemoAlgorithm("VotingEnsemble", 0.97, effort: 1),
        DemoAlgorithm("StackEnsemble", 0.95, effort: 1.1),
    ]
}
