import Foundation

@testable import Learning

/// Grows boosted stumps: enough to see that trees are asked for what a recipe says.
struct StumpLearner: TreeLearner {
    let title = "Stumps"

    func grow(
        _ samples: TreeSamples, _ parameters: TreeParameters, isCancelled: @Sendable () -> Bool
    ) throws -> TreeForest {
        let outputs = samples.classCount > 2 ? samples.classCount : 1
        let link: TreeForest.Link = samples.classCount == 0 ? .identity : outputs == 1 ? .logistic : .softmax
        let base = samples.classCount == 0 ? Float(samples.targets.reduce(0, +) / Double(samples.targets.count)) : 0
        var forest = TreeForest(
            trees: [], outputs: [], bases: [Float](repeating: base, count: outputs), link: link,
            gains: [Double](repeating: 0, count: samples.features.columns))
        var best = (forest: forest, loss: Double.infinity, rounds: 0)
        for round in 1...parameters.rounds {
            if isCancelled() { throw CancellationError() }
            let answers = ForestEvaluator(forest).predict(samples.features)
            for output in 0..<outputs {
                let rests = samples.targets.enumerated().map { row, target in
                    let answer = samples.classCount == 0 ? answers[row, 0] : answers[row, outputs == 1 ? 1 : output]
                    let wanted = samples.classCount == 0 ? target : target == Double(outputs == 1 ? 1 : output) ? 1 : 0
                    return wanted - answer
                }
                let (tree, gain) = stump(samples.features, rests, parameters.learningRate)
                forest.trees.append(tree)
                forest.outputs.append(Int32(output))
                forest.gains[Int(max(0, tree.features[0]))] += gain
            }
            guard let patience = parameters.patience, let watched = samples.watched else { continue }
            let loss = loss(ForestEvaluator(forest).predict(watched.features), watched.targets, samples.classCount)
            if loss < best.loss { best = (forest, loss, round) }
            if round - best.rounds >= patience { return best.forest }
        }
        return parameters.patience != nil && samples.watched != nil ? best.forest : forest
    }

    private func loss(_ answers: Matrix, _ targets: [Double], _ classCount: Int) -> Double {
        targets.enumerated().reduce(0) { sum, sample in
            let (row, target) = (sample.offset, sample.element)
            return classCount == 0
                ? sum + (answers[row, 0] - target) * (answers[row, 0] - target) : sum - log(max(1e-9, answers[row, Int(target)]))
        }
    }

    /// The split of a feature's values in the middle that leaves least; a missing value goes to "no".
    private func stump(_ features: Matrix, _ rests: [Double], _ rate: Double) -> (tree: DecisionTree, gain: Double) {
        var best = (feature: 0, threshold: 0.0, yes: 0.0, no: 0.0, gain: -1.0)
        for feature in 0..<features.columns {
            let values = (0..<features.rows).map { features[$0, feature] }.filter { !$0.isNaN }.sorted()
            for place in 1..<8 where values.count > 8 {
                let threshold = values[values.count * place / 8]
                var (yes, no) = ((sum: 0.0, count: 0.0), (sum: 0.0, count: 0.0))
                for row in 0..<features.rows {
                    if features[row, feature] < threshold {
                        yes = (yes.sum + rests[row], yes.count + 1)
                    } else {
                        no = (no.sum + rests[row], no.count + 1)
                    }
                }
                guard yes.count > 0, no.count > 0 else { continue }
                let gain = yes.sum * yes.sum / yes.count + no.sum * no.sum / no.count
                if gain > best.gain { best = (feature, threshold, yes.sum / yes.count, no.sum / no.count, gain) }
            }
        }
        let tree = DecisionTree(
            features: [Int32(best.feature), -1, -1], thresholds: [Float(best.threshold), 0, 0], yes: [1, -1, -1], no: [2, -1, -1],
            missingIsYes: [false, false, false], values: [0, Float(best.yes * rate), Float(best.no * rate)])
        return (tree, max(0, best.gain))
    }
}
