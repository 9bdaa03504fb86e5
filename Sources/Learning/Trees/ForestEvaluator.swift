import Glibc

/// A forest laid out for answering: all nodes in one list, a node's two followers side by side, so that a step is one load and
/// one comparison. Prepare it once where the same forest is asked many times.
package struct ForestEvaluator: Sendable {
    /// 16 bytes, so that four of them lie on a line of the cache. A leaf leads to itself, so that rows which are at their leaf may
    /// go on while others are on their way.
    private struct Node {
        var feature: Int32
        /// NaN for a leaf, which nothing reaches or exceeds.
        var threshold: Float
        /// The place of the follower for "yes"; that for "no" comes next.
        var yes: Int32
        /// Where a missing value goes: 0 to "yes", 1 to "no".
        var missing: Int32
    }

    private var nodes: [Node] = []
    /// Of leaves, by their place.
    private var values: [Float] = []
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
                    nodes.append(Node(feature: 0, threshold: .nan, yes: Int32(nodes.count), missing: 0))
                    values.append(tree.values[place])
                } else {
                    width = max(width, Int(tree.features[place]) + 1)
                    nodes.append(
                        Node(
                            feature: tree.features[place], threshold: tree.thresholds[place], yes: Int32(start + order.count),
                            missing: tree.missingIsYes[place] ? 0 : 1))
                    values.append(0)
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
        // A leaf asks for the first feature, though it does not matter.
        let wide = max(1, features.columns)
        var values = [Float](repeating: 0, count: Self.rowsAtATime * wide)
        var sums = [Float](repeating: 0, count: Self.rowsAtATime * bases.count)
        var row = 0
        while row < features.rows {
            let taken = min(Self.rowsAtATime, features.rows - row)
            var hasGaps = false
            for place in 0..<taken * features.columns {
                let value = Float(features.values[row * wide + place])
                values[place] = value
                hasGaps = hasGaps || value.isNaN
            }
            for place in 0..<taken * bases.count { sums[place] = bases[place % bases.count] }
            if hasGaps { add(values, wide, taken, &sums, hasGaps: true) } else { add(values, wide, taken, &sums, hasGaps: false) }
            for place in 0..<taken { finish(&sums, place * bases.count, &result, row + place) }
            row += taken
        }
        return result
    }

    /// Tree by tree over the rows at hand, so that a tree's nodes stay in the cache; each row's sum still grows in the trees' order.
    /// Four rows go down side by side, so that the processor need not wait for one's next node.
    @inline(__always)
    private func add(_ rowValues: [Float], _ wide: Int, _ rows: Int, _ sums: inout [Float], hasGaps: Bool) {
        let stride = bases.count
        nodes.withUnsafeBufferPointer { nodes in
            rowValues.withUnsafeBufferPointer { rowValues in
                values.withUnsafeBufferPointer { values in
                    sums.withUnsafeMutableBufferPointer { sums in
                        @inline(__always) func next(_ place: Int32, _ start: Int) -> Int32 {
                            let node = nodes[Int(place)]
                            let value = rowValues[start + Int(node.feature)]
                            let step: Int32 = value >= node.threshold ? 1 : 0
                            return node.yes + (hasGaps && value.isNaN ? node.missing : step)
                        }
                        for (tree, root) in roots.enumerated() {
                            let output = Int(outputs[tree])
                            var row = 0
                            while row + 4 <= rows {
                                let start = row * wide
                                var (a, b, c, d) = (root, root, root, root)
                                while true {
                                    let (e, f, g, h) = (
                                        next(a, start), next(b, start + wide), next(c, start + 2 * wide), next(d, start + 3 * wide)
                                    )
                                    let isThere = (a ^ e) | (b ^ f) | (c ^ g) | (d ^ h) == 0
                                    (a, b, c, d) = (e, f, g, h)
                                    if isThere { break }
                                }
                                sums[row * stride + output] += values[Int(a)]
                                sums[(row + 1) * stride + output] += values[Int(b)]
                                sums[(row + 2) * stride + output] += values[Int(c)]
                                sums[(row + 3) * stride + output] += values[Int(d)]
                                row += 4
                            }
                            while row < rows {
                                var place = root
                                while true {
                                    let follower = next(place, row * wide)
                                    if follower == place { break }
                                    place = follower
                                }
                                sums[row * stride + output] += values[Int(place)]
                                row += 1
                            }
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
