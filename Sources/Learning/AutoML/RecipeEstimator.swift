/// Trains what a recipe says on a matrix of features.
struct RecipeEstimator: Sendable {
    let recipe: Recipe
    /// 0 for a regression.
    let classCount: Int
    let seed: UInt64
    let trees: (any TreeLearner)?
    /// That a tree learner may use.
    let threads: Int

    /// - Parameters:
    ///   - targets: classes from 0, or numbers.
    ///   - watched: samples that are only looked at, where the recipe stops early.
    ///   - rounds: how many rounds of trees to grow where that is known; nil for the recipe's own.
    func fit(
        _ features: Matrix, _ targets: [Double], weights: [Double]?, watched: (features: Matrix, targets: [Double])? = nil,
        rounds: Int? = nil, isCancelled: @Sendable () -> Bool
    ) throws -> Predictor {
        guard features.columns > 0 else { throw TrialFault("no feature is left to learn from: every column was left out") }
        if recipe.needsTrees { return try forest(features, targets, weights, watched, rounds, isCancelled) }
        if let place = features.values.firstIndex(where: { !$0.isFinite }) {
            let number = place % features.columns + 1
            throw TrialFault("feature \(number) has a value that is no finite number, and \(recipe.algorithm.rawValue) needs one")
        }
        return classCount > 0
            ? try classifier(features, targets.map { Int($0) }, weights, isCancelled)
            : try regressor(features, targets, weights, isCancelled)
    }

    private func classifier(
        _ features: Matrix, _ classes: [Int], _ weights: [Double]?, _ isCancelled: @Sendable () -> Bool
    ) throws -> Predictor {
        let smoothing = recipe["alpha", default: 1]
        switch recipe.algorithm {
        case .logisticRegression:
            let learner = LogisticRegression(
                inversePenalty: recipe["C", default: 1], l1Ratio: recipe["l1_ratio", default: 0], maximumRounds: 500)
            let model = learner.fit(features, classes, classCount: classCount, weights: weights, isCancelled: isCancelled)
            return .logistic(model)
        case .bernoulliNaiveBayes:
            let learner = BernoulliNaiveBayes(smoothing: smoothing, threshold: recipe["binarize", default: 0])
            return .bernoulliNaiveBayes(learner.fit(features, classes, classCount: classCount, weights: weights))
        case .multinomialNaiveBayes:
            let learner = MultinomialNaiveBayes(smoothing: smoothing)
            return .multinomialNaiveBayes(learner.fit(features, classes, classCount: classCount, weights: weights))
        case .knn: return neighbours(features, classes.map { Double($0) })
        default: throw unsuited
        }
    }

    private func regressor(
        _ features: Matrix, _ targets: [Double], _ weights: [Double]?, _ isCancelled: @Sendable () -> Bool
    ) throws -> Predictor {
        switch recipe.algorithm {
        case .elasticNet, .lassoLars:
            // The penalty is meant for targets of variance 1, so that it does not depend on their unit.
            let mean = targets.reduce(0, +) / Double(targets.count)
            let variance = targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(targets.count)
            let scale = variance > 0 ? variance.squareRoot() : 1
            let net = ElasticNet(
                penalty: recipe["alpha", default: 0.001],
                l1Ratio: recipe.algorithm == .lassoLars ? 1 : recipe["l1_ratio", default: 0.5])
            let model = net.fit(features, targets.map { ($0 - mean) / scale }, weights: weights, isCancelled: isCancelled)
            return .linear(LinearModel(weights: model.weights.map { $0 * scale }, intercept: model.intercept * scale + mean))
        case .knn: return neighbours(features, targets)
        default: throw unsuited
        }
    }

    private func neighbours(_ features: Matrix, _ targets: [Double]) -> Predictor {
        .neighbours(
            NearestNeighbours(
                samples: features, targets: targets, classCount: classCount,
                count: min(features.rows, max(1, recipe[whole: "n_neighbors", default: 5])),
                weights: recipe["weights", default: 0] > 0 ? .distance : .uniform))
    }

    private func forest(
        _ features: Matrix, _ targets: [Double], _ weights: [Double]?, _ watched: (features: Matrix, targets: [Double])?,
        _ rounds: Int?, _ isCancelled: @Sendable () -> Bool
    ) throws -> Predictor {
        guard let trees else {
            throw TrialFault(
                "\(recipe.algorithm.rawValue) needs XGBoost, which is not installed here: install it, or block the algorithm")
        }
        var parameters = recipe.treeParameters
        parameters.seed = seed
        parameters.threads = threads
        let watches = recipe.algorithm.stopsEarly && rounds == nil ? watched : nil
        if watches == nil { parameters.patience = nil }
        if let rounds { parameters.rounds = max(1, rounds) }
        let samples = TreeSamples(
            features: features, targets: targets, weights: weights, classCount: classCount, watched: watches)
        return .trees(try trees.grow(samples, parameters, isCancelled: isCancelled))
    }

    private var unsuited: TrialFault {
        TrialFault("\(recipe.algorithm.rawValue) cannot be trained for a \(classCount > 0 ? "classification" : "regression")")
    }
}

/// Why a trial came to nothing, as a sentence.
package struct TrialFault: Error, Hashable, CustomStringConvertible {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}

extension Recipe {
    /// What its names mean to a tree learner; scikit-learn's and XGBoost's names both.
    package var treeParameters: TreeParameters {
        var result = TreeParameters()
        result.maximumDepth = self[whole: "max_depth", default: 6]
        result.maximumLeaves = self[whole: "max_leaves", default: 0]
        result.minimumChildWeight = self["min_child_weight", default: 1]
        result.l1 = self["reg_alpha", default: 0]
        result.l2 = self["reg_lambda", default: 1]
        result.sampleShare = self["subsample", default: 1]
        result.featureShare = self["colsample_bytree", default: 1]
        result.learningRate = self["learning_rate", default: 0.1]
        result.rounds = max(1, self[whole: "n_estimators", default: 100])
        switch algorithm {
        case .decisionTree:
            (result.rounds, result.learningRate) = (1, 1)
        case .randomForest:
            // One round of many trees, each grown on some of the rows, and each split on some of the features.
            result.treesPerRound = result.rounds
            (result.rounds, result.learningRate) = (1, 1)
            result.sampleShare = self["subsample", default: 0.632]
            result.featureShareByNode = self["max_features", default: 0.5]
        case .gradientBoosting:
            result.featureShareByNode = self["max_features", default: 1]
        default:
            result.patience = max(20, Int(4 / max(0.01, result.learningRate)))
        }
        return result
    }
}
