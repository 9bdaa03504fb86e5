import Glibc

/// A forest laid out for answering: all nodes in one list, a node's two followers side by side, so that a step is one load and
/// one comparison. Prepare it once where the same forest is asked many times.
package struct ForestEvaluator: Sendable {
    /// 16 bytes, so that four of them lie on a line of the cache.
    private struct Node {
        /// -1 for a leaf.
        var feature: Int32
        /// The threshold, or a leaf's value.
        var value: Float
        /// The place of the follower for "yes"; that for "no" comes next.
        var yes: Int32
        /// Where a missing value goes: 0 to "yes", 1 to "no".
        var missing: Int32
    }

    private var nodes: [Node] = []
    private var roots: [Int32] = []
    private let outputs: [Int32]
    private let bases: [Float]
    private let link: TreeForest.Link
    /// Features that the trees look at; there may be more.
    package let width: Int
    private static let rowsAtATime = 64

    package init(_ forest: TreeForest) {
        outputs = forest.outputs
        bases = forest.bases
        link = forest.link
        var width = 0
        for tree in forest.trees {
            roots.append(Int32(nodes.count))
            // The places of the tree's nodes in the order they are laid out.
            var order = [0]
            var next = 0
            let start = nodes.count
            while next < order.count {
                let place = order[next]
                next += 1
                if tree.features[place] < 0 {
                    nodes.append(Node(feature: -1, value: tree.values[place], yes: 0, missing: 0))
                } else {
                    width = max(width, Int(tree.features[place]) + 1)
                    nodes.append(
                        Node(
                            feature: tree.features[place], value: tree.thresholds[place], yes: Int32(start + order.count),
                            missing: tree.missingIsYes[place] ? 0 : 1))
                    order.append(Int(tree.yes[place]))
                    order.append(Int(tree.no[place]))
                }
            }
        }
        self.width = width
    }

    /// The sums after the link: a number in one column, or a probability a class. NaN is a missing value.
    package func predict(_ features: Matrix) -> Matrix {
        precondition(features.columns >= width, "the forest looks at feature \(width) of \(features.columns)")
        let columns = link == .identity ? bases.count : max(2, bases.count)
        var result = Matrix(rows: features.rows, columns: columns)
        let wide = features.columns
        var values = [Float](repeating: 0, count: Self.rowsAtATime * wide)
        var sums = [Float](repeating: 0, count: Self.rowsAtATime * bases.count)
        var row = 0
        while row < features.rows {
            let taken = min(Self.rowsAtATime, features.rows - row)
            for place in 0..<taken * wide { values[place] = Float(features.values[row * wide + place]) }
            for place in 0..<taken * bases.count { sums[place] = bases[place % bases.count] }
            add(values, wide, taken, &sums)
            for place in 0..<taken { finish(&sums, place * bases.count, &result, row + place) }
            row += taken
        }
        return result
    }

    /// Tree by tree over the rows at hand, so that a tree's nodes stay in the cache; each row's sum still grows in the trees' order.
    private func add(_ values: [Float], _ wide: Int, _ rows: Int, _ sums: inout [Float]) {
        let outputs = outputs
        let stride = bases.count
        nodes.withUnsafeBufferPointer { nodes in
            values.withUnsafeBufferPointer { values in
                sums.withUnsafeMutableBufferPointer { sums in
                    for (tree, root) in roots.enumerated() {
                        let output = Int(outputs[tree])
                        for row in 0..<rows {
                            var node = nodes[Int(root)]
                            let start = row * wide
                            while node.feature >= 0 {
                                let value = values[start + Int(node.feature)]
                                let step = value.isNaN ? node.missing : (value < node.value ? 0 : 1)
                                node = nodes[Int(node.yes + step)]
                            }
                            sums[row * stride + output] += node.value
                        }
                    }
                }
            }
        }
    }

    /// In float32 to the end, as XGBoost reckons.
    private func finish(_ sums: inout [Float], _ start: Int, _ result: inout Matrix, _ row: Int) {
        switch link {
        case .identity:
            for output in bases.indices { result[row, output] = Double(sums[start + output]) }
        case .logistic:
            let second = 1 / (1 + expf(min(-sums[start], 88.7)))
            result[row, 0] = 1 - Double(second)
            result[row, 1] = Double(second)
        case .softmax:
            let top = sums[start..<start + bases.count].max() ?? 0
            var total = 0.0
            for place in start..<start + bases.count {
                sums[place] = expf(sums[place] - top)
                total += Double(sums[place])
            }
            for output in bases.indices { result[row, output] = Double(sums[start + output] / Float(total)) }
        }
    }
}
