import Glibc
import Learning
import Scoring

extension OnnxModelGraph {
    /// Adds what a predictor makes of features `[rows, features]`: doubles, a number or the probabilities of all classes a row.
    mutating func add(_ predictor: Predictor, on features: String) -> String {
        switch predictor {
        case .linear(let model): return weighted(features, model.weights, [model.intercept], outputs: 1)
        case .logistic(let model):
            let outputs = model.intercepts.count
            let scores = weighted(features, Self.turned(model.weights), model.intercepts, outputs: outputs)
            return outputs == 1 ? binary(scores) : softmax(scores)
        case .naiveBayes(let model): return add(model, on: features)
        case .bernoulliNaiveBayes(let model): return add(model, on: features)
        case .multinomialNaiveBayes(let model): return add(model, on: features)
        case .neighbours(let model): return add(model, on: features)
        case .trees(let forest): return add(forest, on: features)
        }
    }

    private mutating func weighted(_ features: String, _ weights: [Double], _ intercepts: [Double], outputs: Int) -> String {
        let product = graph.node("MatMul", [features, graph.numbers(weights, [weights.count / outputs, outputs])])
        return graph.node("Add", [product, graph.numbers(intercepts, [1, outputs])])
    }

    private static func turned(_ matrix: Matrix) -> [Double] {
        (0..<matrix.columns).flatMap { column in (0..<matrix.rows).map { matrix[$0, column] } }
    }

    mutating func softmax(_ scores: String) -> String { graph.node("Softmax", [scores], ["axis": .int(1)]) }

    /// Both probabilities, of the second class's score.
    mutating func binary(_ score: String) -> String {
        let second = graph.node("Sigmoid", [score])
        return joined([graph.node("Sub", [graph.numbers([1], [1]), second]), second])
    }

    // MARK: Bayes

    /// Squares of differences, as they are defined: their products multiplied out would cancel each other.
    private mutating func add(_ model: GaussianNaiveBayesModel, on features: String) -> String {
        let (classes, width) = (model.logPriors.count, model.means[0].count)
        let rows = graph.node("Unsqueeze", [features, graph.wholes([1], [1])])
        let off = graph.node("Sub", [rows, graph.numbers(model.means.flatMap { $0 }, [1, classes, width])])
        let weights = model.variances.flatMap { $0.map { -0.5 / $0 } }
        let terms = graph.node("Mul", [graph.node("Mul", [off, off]), graph.numbers(weights, [1, classes, width])])
        let sums = graph.node("ReduceSum", [terms, graph.wholes([2], [1])], ["keepdims": .int(0)])
        let constants = zip(model.logPriors, model.variances).map { prior, variances in
            variances.reduce(prior) { $0 - log(2 * Double.pi * $1) / 2 }
        }
        return softmax(graph.node("Add", [sums, graph.numbers(constants, [1, classes])]))
    }

    /// What is absent counts for all features at first, and for those that are there the difference.
    private mutating func add(_ model: BernoulliNaiveBayesModel, on features: String) -> String {
        let isThere = asDouble(graph.node("Greater", [features, graph.numbers([model.threshold], [1])]))
        var differences = model.present
        for place in differences.values.indices { differences.values[place] -= model.absent.values[place] }
        let constants = model.logPriors.enumerated().map { place, prior in model.absent.row(place).reduce(prior, +) }
        return softmax(weighted(isThere, Self.turned(differences), constants, outputs: constants.count))
    }

    private mutating func add(_ model: MultinomialNaiveBayesModel, on features: String) -> String {
        let width = model.lows.count
        let moved = graph.node("Sub", [features, graph.numbers(model.lows, [1, width])])
        let shares = graph.node("Div", [moved, graph.numbers(model.ranges, [1, width])])
        let counts = graph.node("Max", [shares, graph.numbers([0], [1])])
        return softmax(weighted(counts, Self.turned(model.logShares), model.logPriors, outputs: model.logPriors.count))
    }

    // MARK: Trees

    /// Trees compare and add float32, as XGBoost does.
    private mutating func add(_ forest: TreeForest, on features: String) -> String {
        var (trees, ids, columns): ([Int64], [Int64], [Int64]) = ([], [], [])
        var (trueNodes, falseNodes, missing): ([Int64], [Int64], [Int64]) = ([], [], [])
        var (thresholds, modes): ([Float], [String]) = ([], [])
        var (leafTrees, leafNodes, targets, weights): ([Int64], [Int64], [Int64], [Float]) = ([], [], [], [])
        for (number, tree) in forest.trees.enumerated() {
            // What no walk comes to is left out: it would be taken for another root.
            var open = [0]
            while let node = open.popLast() {
                let isLeaf = tree.features[node] < 0
                trees.append(Int64(number))
                ids.append(Int64(node))
                columns.append(isLeaf ? 0 : Int64(tree.features[node]))
                thresholds.append(isLeaf ? 0 : tree.thresholds[node])
                modes.append(isLeaf ? "LEAF" : "BRANCH_LT")
                trueNodes.append(isLeaf ? 0 : Int64(tree.yes[node]))
                falseNodes.append(isLeaf ? 0 : Int64(tree.no[node]))
                missing.append(!isLeaf && tree.missingIsYes[node] ? 1 : 0)
                if !isLeaf {
                    open += [Int(tree.no[node]), Int(tree.yes[node])]
                } else {
                    leafTrees.append(Int64(number))
                    leafNodes.append(Int64(node))
                    targets.append(Int64(forest.outputs[number]))
                    weights.append(tree.values[node])
                }
            }
        }
        let narrow = graph.node("Cast", [features], ["to": .int(OnnxGraphBuilder.Element.float.rawValue)])
        let sums = asDouble(graph.node(
            "TreeEnsembleRegressor", [narrow],
            [
                "n_targets": .int(Int64(forest.bases.count)), "base_values": .floats(forest.bases),
                "aggregate_function": .text("SUM"), "post_transform": .text("NONE"),
                "nodes_treeids": .ints(trees), "nodes_nodeids": .ints(ids),
                "nodes_featureids": .ints(columns), "nodes_values": .floats(thresholds),
                "nodes_modes": .texts(modes), "nodes_truenodeids": .ints(trueNodes), "nodes_falsenodeids": .ints(falseNodes),
                "nodes_missing_value_tracks_true": .ints(missing), "target_treeids": .ints(leafTrees),
                "target_nodeids": .ints(leafNodes), "target_ids": .ints(targets), "target_weights": .floats(weights),
            ], ml: true))
        return switch forest.link {
        case .identity: sums
        case .logistic: binary(sums)
        case .softmax: softmax(sums)
        }
    }
}
