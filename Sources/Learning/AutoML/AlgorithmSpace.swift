import Glibc

/// What an algorithm may be set to: recipes as points of a space, and the few that are tried before anything is known.
package struct AlgorithmSpace: Sendable {
    package let algorithm: Algorithm
    package let space: SearchSpace
    /// Good in general, the cheapest first.
    package let portfolio: [Recipe]
    /// What a dimension's value says in a recipe, where it is not the value itself.
    private let listed: [String: [Double]]
    private let mostRounds: Double

    /// - Parameters:
    ///   - rows: that are trained on.
    ///   - hasTexts: whether it matters how texts become features.
    init(_ algorithm: Algorithm, rows: Int, hasTexts: Bool) {
        var dimensions: [SearchSpace.Dimension] = []
        var listed: [String: [Double]] = [:]
        func choice(_ name: String, _ values: [Double]) {
            listed[name] = values
            dimensions.append(.init(name, .choice(count: values.count)))
        }
        func between(_ name: String, _ low: Double, _ high: Double) {
            dimensions.append(.init(name, .uniform(low: low, high: high)))
        }
        func scaled(_ name: String, _ low: Double, _ high: Double) {
            dimensions.append(.init(name, .logUniform(low: log(low), high: log(high))))
        }
        func whole(_ name: String, _ low: Double, _ high: Double) {
            dimensions.append(.init(name, .rounded(.logUniform(low: log(low), high: log(high)), step: 1)))
        }
        switch algorithm {
        case .logisticRegression:
            scaled("C", 1e-4, 1e3)
            choice("l1_ratio", [0, 0.5, 1])
        case .knn:
            whole("n_neighbors", 1, Double(max(2, min(50, rows / 3))))
            choice("weights", [0, 1])
            choice(Self.isScaled, [1, 0])
        case .bernoulliNaiveBayes:
            scaled("alpha", 1e-3, 10)
            between("binarize", -1, 1)
        case .multinomialNaiveBayes: scaled("alpha", 1e-3, 10)
        case .elasticNet:
            scaled("alpha", 1e-5, 1)
            between("l1_ratio", 0.02, 1)
        case .lassoLars: scaled("alpha", 1e-5, 1)
        case .decisionTree:
            whole("max_depth", 2, 20)
            scaled("min_child_weight", 0.1, 50)
        case .randomForest:
            whole("n_estimators", 30, rows > 20_000 ? 200 : 500)
            between("max_features", 0.1, 1)
            whole("max_depth", 4, 20)
            scaled("min_child_weight", 0.05, 20)
        case .gradientBoosting:
            whole("n_estimators", 30, 500)
            scaled("learning_rate", 0.02, 0.3)
            whole("max_depth", 2, 8)
            between("subsample", 0.5, 1)
            between("max_features", 0.2, 1)
        case .naive, .seasonalNaive, .average, .seasonalAverage, .exponentialSmoothing: break
        default:
            scaled("learning_rate", rows > 20_000 ? 0.03 : 0.01, 0.5)
            whole("max_leaves", 4, Double(max(8, min(256, rows / 4))))
            scaled("min_child_weight", 0.01, 64)
            between("subsample", 0.5, 1)
            between("colsample_bytree", 0.2, 1)
            scaled("reg_alpha", 1e-6, 10)
            scaled("reg_lambda", 1e-3, 50)
        }
        // A series goes on without features.
        if hasTexts, SeriesMethod(algorithm) == nil { choice(Self.oneHotLimit, [30, 10, 100]) }
        self.algorithm = algorithm
        self.listed = listed
        // Rounds that are grown at most where they stop early.
        mostRounds = rows > 20_000 ? 600 : 1500
        space = SearchSpace(dimensions)
        portfolio = Self.portfolio(algorithm, rows: rows, mostRounds)
    }

    private static let isScaled = "is_scaled"
    private static let oneHotLimit = "one_hot_limit"
    func recipe(at point: SearchPoint) -> Recipe {
        var recipe = Recipe(algorithm, isScaled: Self.scales(algorithm))
        for (dimension, value) in zip(space.dimensions, point.values) {
            let value = listed[dimension.name].map { $0[Int(value)] } ?? value
            switch dimension.name {
            case Self.isScaled: recipe.isScaled = value > 0
            case Self.oneHotLimit: recipe.oneHotLimit = Int(value)
            default: recipe.parameters[dimension.name] = value
            }
        }
        return Self.completed(recipe, mostRounds)
    }

    /// What a recipe does not say is in the middle.
    func point(of recipe: Recipe) -> SearchPoint {
        SearchPoint(
            space.dimensions.map { dimension in
                let value: Double? =
                    switch dimension.name {
                    case Self.isScaled: recipe.isScaled ? 1 : 0
                    case Self.oneHotLimit: Double(recipe.oneHotLimit)
                    default: recipe.parameters[dimension.name]
                    }
                guard let value else { return dimension.distribution.value(at: 0.5) }
                return listed[dimension.name].map { Double($0.firstIndex(of: value) ?? 0) } ?? value
            })
    }

    private static func scales(_ algorithm: Algorithm) -> Bool {
        switch algorithm {
        case .logisticRegression, .knn, .bernoulliNaiveBayes, .elasticNet, .lassoLars: true
        default: false
        }
    }

    /// With what an algorithm's recipes all say.
    private static func completed(_ recipe: Recipe, _ mostRounds: Double) -> Recipe {
        var recipe = recipe
        if recipe.algorithm.stopsEarly {
            recipe.parameters["n_estimators"] = recipe.parameters["n_estimators"] ?? mostRounds
            recipe.parameters["max_depth"] = recipe.parameters["max_depth"] ?? 0
        }
        return recipe
    }

    private static func portfolio(_ algorithm: Algorithm, rows: Int, _ mostRounds: Double) -> [Recipe] {
        let settings: [[String: Double]] =
            switch algorithm {
            case .logisticRegression: [["C": 1, "l1_ratio": 0], ["C": 0.05, "l1_ratio": 0], ["C": 0.3, "l1_ratio": 1]]
            case .knn: [["n_neighbors": 5, "weights": 1], ["n_neighbors": 15, "weights": 1]]
            case .bernoulliNaiveBayes: [["alpha": 1, "binarize": 0]]
            case .multinomialNaiveBayes: [["alpha": 1]]
            case .elasticNet: [["alpha": 0.001, "l1_ratio": 0.5], ["alpha": 0.03, "l1_ratio": 0.5]]
            case .lassoLars: [["alpha": 0.001], ["alpha": 0.02]]
            case .naive, .seasonalNaive, .average, .seasonalAverage, .exponentialSmoothing: [[:]]
            case .decisionTree: [["max_depth": 6, "min_child_weight": 1]]
            case .randomForest:
                [["n_estimators": rows > 20_000 ? 50 : 150, "max_features": 0.35, "max_depth": 13, "min_child_weight": 0.5]]
            case .gradientBoosting:
                [["n_estimators": 100, "learning_rate": 0.1, "max_depth": 4, "subsample": 0.8, "max_features": 0.6]]
            default:
                [
                    // Soon over, however many rows there are.
                    xgBoost(rate: 0.3, leaves: 12, weight: 1, rows: 1, columns: 0.8).merging(["n_estimators": 100]) { $1 },
                    xgBoost(rate: 0.1, leaves: 24, weight: 1, rows: 0.8, columns: 0.7),
                    xgBoost(rate: 0.05, leaves: 6, weight: 0.3, rows: 0.7, columns: 0.4),
                ]
            }
        return settings.flatMap { parameters in
            let recipe = completed(Recipe(algorithm, parameters, isScaled: scales(algorithm)), mostRounds)
            guard algorithm == .knn else { return [recipe] }
            // Features of one unit, as those of an image, are better left as they are.
            var plain = recipe
            plain.isScaled = false
            plain.parameters["n_neighbors"] = min(3, recipe["n_neighbors", default: 5])
            return recipe["n_neighbors", default: 5] > 5 ? [recipe] : [recipe, plain]
        }
    }

    private static func xgBoost(rate: Double, leaves: Double, weight: Double, rows: Double, columns: Double) -> [String: Double] {
        [
            "learning_rate": rate, "max_leaves": leaves, "min_child_weight": weight, "subsample": rows,
            "colsample_bytree": columns, "reg_alpha": 1e-6, "reg_lambda": 1,
        ]
    }
}
