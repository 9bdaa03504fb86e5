import Domain

/// The algorithms of a task by Azure's names in YAML.
struct AutoMLAlgorithms {
    /// What Atelier trains.
    let trained: [String]
    /// What only Azure trains, with what comes nearest to it here.
    let nearest: [String: String]

    init(_ task: AutoMLWork.Task) {
        switch task {
        case .classification:
            trained = [
                "logistic_regression", "knn", "multinomial_naive_bayes", "bernoulli_naive_bayes", "decision_tree",
                "random_forest", "gradient_boosting", "xg_boost_classifier",
            ]
            nearest = [
                "sgd": "logistic_regression", "linear_svm": "logistic_regression", "svm": "logistic_regression",
                "extreme_random_trees": "random_forest", "light_gbm": "xg_boost_classifier",
            ]
        case .regression:
            trained = Self.regressors
            nearest = Self.foreignRegressors
        case .forecasting:
            trained = Self.regressors
                + ["naive", "seasonal_naive", "average", "seasonal_average", "exponential_smoothing"]
            nearest = Self.foreignRegressors.merging([
                "auto_arima": "exponential_smoothing", "prophet": "exponential_smoothing", "arimax": "elastic_net",
                "tcn_forecaster": "xg_boost_regressor",
            ]) { $1 }
        }
    }

    var all: [String] { trained + nearest.keys.sorted() }

    private static let regressors = [
        "elastic_net", "lasso_lars", "knn", "decision_tree", "random_forest", "gradient_boosting", "xg_boost_regressor",
    ]
    private static let foreignRegressors = [
        "sgd": "elastic_net", "extreme_random_trees": "random_forest", "light_gbm": "xg_boost_regressor",
    ]
}
