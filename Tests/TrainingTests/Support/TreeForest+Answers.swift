import Foundation
import Learning

extension TreeForest {
    /// What the forest answers, walked node by node: numbers, or a probability for each class.
    func answers(_ features: Matrix) -> [[Double]] {
        (0..<features.rows).map { row in
            var sums = bases.map { Double($0) }
            for (tree, output) in zip(trees, outputs) {
                var node = 0
                while tree.features[node] >= 0 {
                    let x = Float(features[row, Int(tree.features[node])])
                    let isYes = x.isNaN ? tree.missingIsYes[node] : x < tree.thresholds[node]
                    node = Int(isYes ? tree.yes[node] : tree.no[node])
                }
                sums[Int(output)] += Double(tree.values[node])
            }
            switch link {
            case .identity: return sums
            case .logistic:
                let second = 1 / (1 + exp(-sums[0]))
                return [1 - second, second]
            case .softmax:
                let sizes = sums.map { exp($0 - (sums.max() ?? 0)) }
                return sizes.map { $0 / sizes.reduce(0, +) }
            }
        }
    }
}
