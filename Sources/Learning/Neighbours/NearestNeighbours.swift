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

    private enum CodingKeys: String, CodingKey {
        case samples, targets, classCount, count, weights
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        samples = try container.decode(Matrix.self, forKey: .samples)
        targets = try container.decode([Double].self, forKey: .targets)
        classCount = try container.decode(Int.self, forKey: .classCount)
        count = try container.decode(Int.self, forKey: .count)
        weights = try container.decode(Weights.self, forKey: .weights)
        let areClasses = classCount == 0 || targets.allSatisfy { $0 >= 0 && $0 < Double(classCount) }
        guard samples.rows == targets.count, count > 0, count <= samples.rows, classCount >= 0, areClasses else {
            throw DecodingError.dataCorruptedError(
                forKey: .targets, in: container,
                debugDescription: "the neighbours' targets, classes and count do not fit the samples")
        }
    }

    package init(samples: Matrix, targets: [Double], classCount: Int, count: Int = 5, weights: Weights = .uniform) {
        precondition(samples.rows == targets.count && count > 0 && count <= samples.rows)
        self.samples = samples
        self.targets = targets
        self.classCount = classCount
        self.count = count
        self.weights = weights
    }
}
