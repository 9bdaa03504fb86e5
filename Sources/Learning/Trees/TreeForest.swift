/// Decision trees whose leaves are added up, as XGBoost grows them. Plain values: no library is needed to ask them.
package struct TreeForest: Codable, Sendable, Hashable {
    /// What the sums become.
    package enum Link: String, Codable, Sendable {
        case identity, logistic, softmax
    }

    package var trees: [DecisionTree]
    /// The sum that each tree adds to: its class where there are more than two, else 0.
    package var outputs: [Int32]
    /// What each sum begins with.
    package var bases: [Float]
    package var link: Link
    /// How much each feature's splits gained in all; one for every feature.
    package var gains: [Double]

    package init(trees: [DecisionTree], outputs: [Int32], bases: [Float], link: Link, gains: [Double]) {
        precondition(trees.count == outputs.count && !bases.isEmpty)
        self.trees = trees
        self.outputs = outputs
        self.bases = bases
        self.link = link
        self.gains = gains
    }

    /// One of several that were grown apart on the same samples, each counting by how many trees it has: a random forest answers
    /// with the mean of its trees.
    package static func mean(of parts: [TreeForest]) -> TreeForest {
        precondition(!parts.isEmpty)
        let total = parts.reduce(0) { $0 + $1.trees.count }
        var whole = TreeForest(trees: [], outputs: [], bases: parts[0].bases, link: parts[0].link, gains: parts[0].gains.map { _ in 0 })
        for part in parts {
            let share = Float(part.trees.count) / Float(total)
            whole.outputs += part.outputs
            whole.trees += part.trees.map { tree in
                var tree = tree
                for node in tree.values.indices { tree.values[node] *= share }
                return tree
            }
            for feature in whole.gains.indices { whole.gains[feature] += part.gains[feature] }
        }
        return whole
    }

    private enum CodingKeys: String, CodingKey {
        case trees, outputs, bases, link, gains
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let trees = try container.decode([DecisionTree].self, forKey: .trees)
        let outputs = try container.decode([Int32].self, forKey: .outputs)
        let bases = try container.decode([Float].self, forKey: .bases)
        let gains = try container.decode([Double].self, forKey: .gains)
        func fault(_ message: String) -> DecodingError {
            .dataCorrupted(DecodingError.Context(codingPath: decoder.codingPath, debugDescription: message))
        }
        guard trees.count == outputs.count, !bases.isEmpty, outputs.allSatisfy({ $0 >= 0 && $0 < bases.count }) else {
            throw fault("the forest's trees do not fit its \(bases.count) sums")
        }
        for (place, tree) in trees.enumerated() {
            if let flaw = tree.flaw { throw fault("tree \(place) of the forest \(flaw)") }
            guard tree.features.allSatisfy({ $0 < gains.count }) else {
                throw fault("tree \(place) of the forest looks at a feature beyond its \(gains.count)")
            }
        }
        self.init(
            trees: trees, outputs: outputs, bases: bases, link: try container.decode(Link.self, forKey: .link), gains: gains)
    }
}

/// The nodes of one tree, the root first: a node goes to `yes` where its feature, as a float32, is less than the threshold.
package struct DecisionTree: Codable, Sendable, Hashable {
    /// -1 for a leaf.
    package var features: [Int32]
    package var thresholds: [Float]
    package var yes: [Int32]
    package var no: [Int32]
    package var missingIsYes: [Bool]
    /// Of leaves; 0 elsewhere.
    package var values: [Float]

    package init(
        features: [Int32] = [], thresholds: [Float] = [], yes: [Int32] = [], no: [Int32] = [], missingIsYes: [Bool] = [],
        values: [Float] = []
    ) {
        self.features = features
        self.thresholds = thresholds
        self.yes = yes
        self.no = no
        self.missingIsYes = missingIsYes
        self.values = values
    }
}
