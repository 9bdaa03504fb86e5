/// The samples that new ones are compared with, and what is known of each.
package struct NearestNeighbours: Codable, Sendable, Hashable {
    package enum Weights: String, Codable, Sendable {
        case uniform, distance
    }

    package let samples: Matrix
    /// Classes from 0, or numbers.
    package let targets: [Double]
    /// 0 for a regression.
    package let classCount: Int
    package let count: Int
    package let weights: Weights

    package init(samples: Matrix, targets: [Double], classCount: Int, count: Int = 5, weights: Weights = .uniform) {
        precondition(samples.rows == targets.count && count > 0 && count <= samples.rows)
        self.samples = samples
        self.targets = targets
        self.classCount = classCount
        self.count = count
        self.weights = weights
    }
}
