/// Which of the things that a model can answer a deployment gives.
package enum NativeAnswer: String, Codable, Sendable, CaseIterable {
    /// What the library answers by itself: `Booster.predict`, every output of an ONNX graph.
    case raw
    /// What `predict` of XGBoost's scikit-learn estimators answers: as `raw`, with the trees up to the best iteration.
    case estimator
    /// What `predict` of a classifier answers: the classes and not their probabilities.
    case classes

    /// What MLflow's xgboost flavor answers for the `model_class` that its MLmodel names.
    package init(xgboostClass name: String) {
        switch name.split(separator: ".").last ?? "" {
        case "XGBClassifier", "XGBRFClassifier": self = .classes
        case "Booster", "": self = .raw
        default: self = .estimator
        }
    }
}
