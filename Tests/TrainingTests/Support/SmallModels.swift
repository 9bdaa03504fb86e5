import Foundation
import Learning
import Testing

@testable import Scoring
@testable import Training

/// A small model of every kind, over columns of every kind.
struct SmallModel: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let model: LearnedModel
    var columns = SmallModel.columns
    var classes: ModelClasses?

    var labels: [String] {
        switch classes {
        case .texts(let texts)?: texts
        case .numbers(let numbers)?: numbers.map { String($0) }
        case nil: ["variable"]
        }
    }

    static let columns = [
        ModelColumn(name: "age", kind: .double, isOptional: true), ModelColumn(name: "children", kind: .long),
        ModelColumn(name: "city of birth", kind: .string), ModelColumn(name: "colour", kind: .string, isOptional: true),
        ModelColumn(name: "not used", kind: .double), ModelColumn(name: "größe", kind: .double),
    ]

    /// 150 rows: more than are evaluated at once.
    static let rows: PlainRows = {
        var generator = SeededGenerator(seed: 11)
        var rows = PlainRows(count: 150)
        func numbers(_ make: (inout SeededGenerator) -> Double) -> [Double] { (0..<150).map { _ in make(&generator) } }
        rows.numbers["age"] = numbers { Double.random(in: 0..<1, using: &$0) < 0.2 ? .nan : Double.random(in: 18...80, using: &$0) }
        rows.numbers["children"] = numbers { Double(Int.random(in: 0...4, using: &$0)) }
        rows.numbers["größe"] = numbers { Double.random(in: 1.5e6...1.9e6, using: &$0) }
        rows.texts["city of birth"] = (0..<150).map { _ in ["Bern", "Zürich", "", "nowhere", "None"].randomElement(using: &generator)! }
        rows.texts["colour"] = (0..<150).map { _ in ["red", "green", "blue", "", "odd", "nan"].randomElement(using: &generator)! }
        return rows
    }()

    /// Seven features, or two more of the missing one's mark and a text as numbers.
    static func features(scaled: Bool = true, filled: Bool = true) -> FittedFeatures {
        let sources: [FittedFeatures.Source] = [
            .init(name: "age", column: .number(fill: filled ? 41.5 : nil)), .init(name: "age", column: .missingMark),
            .init(name: "city of birth", column: .oneHot(categories: ["Bern", "Zürich"], hasOthers: true)),
            .init(name: "children", column: .number(fill: nil)),
            .init(name: "colour", column: .encoded(categories: ["blue", "red"], values: [[0.25, -3], [7, 0.5]], other: [1, 2])),
            .init(name: "colour", column: .oneHot(categories: ["green", "red"], hasOthers: false)),
            .init(name: "größe", column: .number(fill: 1.7e6)),
        ]
        let width = sources.reduce(0) { $0 + $1.column.width }
        let scales = (0..<width).map { $0 == width - 1 ? 115_470 : 1 + Double($0) / 10 }
        let scaler = scaled ? scaler(means: (0..<width).map { $0 == width - 1 ? 1_700_123 : $0 == 0 ? 45 : 0.1 * Double($0) }, scales) : nil
        return FittedFeatures(sources: sources, scaler: scaler, names: (0..<width).map { "f\($0)" })
    }

    static let width = 11

    private static func scaler(means: [Double], _ scales: [Double]) -> StandardScaler {
        let json = try! JSONEncoder().encode(["means": means, "scales": scales])
        return try! JSONDecoder().decode(StandardScaler.self, from: json)
    }

    static func weights(_ rows: Int, seed: UInt64) -> Matrix {
        var generator = SeededGenerator(seed: seed)
        return Matrix(rows: rows, columns: width, values: (0..<rows * width).map { _ in Double.random(in: -1...1, using: &generator) })
    }

    static func forest(_ link: TreeForest.Link, trees: Int, outputs: Int, seed: UInt64) -> TreeForest {
        var generator = SeededGenerator(seed: seed)
        let ranges: [ClosedRange<Float>] = [18...80, 0...1, 0...1, 0...1, 0...1, 0...4, -1...8, -4...3, 0...1, 0...1, 1.5e6...1.9e6]
        func grow() -> DecisionTree {
            var tree = DecisionTree()
            func add(_ depth: Int) -> Int32 {
                let node = tree.features.count
                let isLeaf = depth == 0 || Int.random(in: 0..<6, using: &generator) == 0
                let feature = Int.random(in: 0..<width, using: &generator)
                tree.features.append(isLeaf ? -1 : Int32(feature))
                tree.thresholds.append(isLeaf ? 0 : feature == 5 ? Float(Int.random(in: 0...4, using: &generator)) : Float.random(in: ranges[feature], using: &generator))
                tree.values.append(isLeaf ? Float.random(in: -0.5...0.5, using: &generator) : 0)
                tree.missingIsYes.append(!isLeaf && Bool.random(using: &generator))
                tree.yes.append(-1)
                tree.no.append(-1)
                if !isLeaf {
                    tree.yes[node] = add(depth - 1)
                    tree.no[node] = add(depth - 1)
                }
                return Int32(node)
            }
            _ = add(4)
            return tree
        }
        return TreeForest(
            trees: (0..<trees).map { _ in grow() }, outputs: (0..<trees).map { Int32($0 % outputs) },
            bases: (0..<outputs).map { 0.25 - Float($0) / 8 }, link: link, gains: [Double](repeating: 0, count: width))
    }

    static func neighbours(_ classes: Int, _ weights: NearestNeighbours.Weights) -> NearestNeighbours {
        // Some of the rows themselves: they are at no distance.
        let samples = rows.features(features()).selecting(Array(0..<50))
        return NearestNeighbours(
            samples: samples, targets: (0..<50).map { classes == 0 ? Double($0) / 7 : Double($0 * 7 % classes) }, classCount: classes,
            count: 7, weights: weights)
    }

    private static func bayes(_ classes: Int) -> GaussianNaiveBayesModel {
        let (means, spreads) = (weights(classes, seed: 21), weights(classes, seed: 22))
        let json: [String: [[Double]]] = [
            "means": (0..<classes).map { Array(means.row($0)) },
            "variances": (0..<classes).map { spreads.row($0).map { 0.5 + abs($0) } },
        ]
        let priors = (0..<classes).map { log(Double($0 + 1) / Double(classes * (classes + 1) / 2)) }
        let text = String(decoding: try! JSONEncoder().encode(json), as: UTF8.self).dropLast() + ",\"logPriors\":\(priors)}"
        return try! JSONDecoder().decode(GaussianNaiveBayesModel.self, from: Data(text.utf8))
    }

    static let all: [SmallModel] = {
        let two = ModelClasses.texts(["no", "ja, «gewiss»"])
        let three = ModelClasses.numbers([3, 5, -9])
        func logistic(_ rows: Int, seed: UInt64 = 2) -> Predictor {
            .logistic(LogisticModel(weights: weights(rows, seed: seed), intercepts: (0..<rows).map { 0.1 * Double($0) }))
        }
        func linear(_ seed: UInt64) -> Predictor { .linear(LinearModel(weights: weights(1, seed: seed).values, intercept: 0.7)) }
        let kinds = (0..<150).map { $0 * 7 % 3 }
        let raw = features(scaled: false, filled: false)
        func trees(_ link: TreeForest.Link, _ outputs: Int) -> LearnedModel {
            .pipeline(raw, .trees(forest(link, trees: 30, outputs: outputs, seed: UInt64(outputs) + 40)))
        }
        let leaf = TreeForest(
            trees: [DecisionTree(features: [-1], thresholds: [0], yes: [-1], no: [-1], missingIsYes: [false], values: [0.75])],
            outputs: [0], bases: [2], link: .identity, gains: [Double](repeating: 0, count: width))
        let binary: [LearnedModel] = [.pipeline(features(), logistic(1)), trees(.logistic, 1), .pipeline(features(), .naiveBayes(bayes(2)))]
        let multi: [LearnedModel] = [.pipeline(features(), logistic(3)), trees(.softmax, 3), .pipeline(features(), .neighbours(neighbours(3, .uniform)))]
        let numbers: [LearnedModel] = [.pipeline(features(), linear(5)), trees(.identity, 1)]
        func last(_ rows: Int, _ columns: Int) -> Predictor {
            let all = weights(rows, seed: 31)
            return .logistic(LogisticModel(
                weights: Matrix(rows: rows, columns: columns, values: (0..<rows).flatMap { all.row($0).prefix(columns) }),
                intercepts: (0..<rows).map { Double($0) / 4 }))
        }
        let one = FittedFeatures(sources: [.init(name: "größe", column: .number(fill: 1e6))], scaler: nil, names: ["größe"])
        let text = FittedFeatures(
            sources: [
                .init(name: "colour", column: .oneHot(categories: ["blue"], hasOthers: true)),
                .init(name: "colour", column: .encoded(categories: [], values: [], other: [3])),
            ], scaler: nil, names: ["a", "b", "c"])
        return [
            SmallModel(testDescription: "linear", model: numbers[0]),
            SmallModel(testDescription: "logistic of two", model: binary[0], classes: two),
            SmallModel(testDescription: "logistic of three", model: multi[0], classes: three),
            SmallModel(testDescription: "Bayes of two", model: binary[2], classes: two),
            SmallModel(testDescription: "Bayes of three", model: .pipeline(features(), .naiveBayes(bayes(3))), classes: three),
            SmallModel(
                testDescription: "Bernoulli", model: .pipeline(
                    features(),
                    .bernoulliNaiveBayes(BernoulliNaiveBayes(threshold: 0.3).fit(rows.features(features()), kinds, classCount: 3))),
                classes: three),
            SmallModel(
                testDescription: "multinomial", model: .pipeline(
                    features(),
                    // Fitted to fewer rows than it is asked for, some of which lie below them all.
                    .multinomialNaiveBayes(MultinomialNaiveBayes().fit(
                        rows.features(features()).selecting(Array(0..<20)), Array(kinds[..<20]), classCount: 3))),
                classes: three),
            SmallModel(testDescription: "trees", model: numbers[1]),
            SmallModel(testDescription: "a leaf", model: .pipeline(raw, .trees(leaf))),
            SmallModel(testDescription: "trees of two", model: binary[1], classes: two),
            SmallModel(testDescription: "trees of three", model: multi[1], classes: three),
            SmallModel(testDescription: "neighbours", model: .pipeline(features(), .neighbours(neighbours(0, .uniform)))),
            SmallModel(testDescription: "neighbours by distance", model: .pipeline(features(), .neighbours(neighbours(0, .distance)))),
            SmallModel(testDescription: "neighbours of three", model: multi[2], classes: three),
            SmallModel(
                testDescription: "neighbours of two by distance", model: .pipeline(features(), .neighbours(neighbours(2, .distance))),
                classes: two),
            SmallModel(testDescription: "vote", model: .voting(members: numbers, weights: [0.3, 0.7])),
            SmallModel(testDescription: "vote of two", model: .voting(members: binary, weights: [0.2, 0.3, 0.5]), classes: two),
            SmallModel(testDescription: "stack of two", model: .stacking(members: binary, last: last(1, 3)), classes: two),
            SmallModel(testDescription: "stack of three", model: .stacking(members: multi, last: last(3, 9)), classes: three),
            SmallModel(
                testDescription: "stack", model: .stacking(members: numbers, last: .linear(LinearModel(weights: [0.5, 2], intercept: 1)))),
            SmallModel(testDescription: "one number", model: .pipeline(one, .linear(LinearModel(weights: [1e-6], intercept: 1)))),
            SmallModel(
                testDescription: "one text",
                model: .pipeline(text, .linear(LinearModel(weights: [1, 10, 100], intercept: 1)))),
        ]
    }()
}
