/// Decision trees in two flat arrays. A node's true branch is the node after it.
///
/// A float32 input is compared with a float32 threshold, as ONNX Runtime does; leaves are summed in double precision.
struct TreeEnsemble: Sendable {
    private struct Node {
        var threshold: Float
        /// The feature, or for a leaf the negative of one more than its first weight.
        var feature: Int32
        /// For a leaf, the number of its weights.
        var falseBranch: Int32
        var mode: Mode
        var missingIsTrue: Bool
    }

    private enum Mode: UInt8 {
        case lessOrEqual, less, greaterOrEqual, greater, equal, notEqual, leaf

        init?(_ name: String) {
            switch name {
            case "BRANCH_LEQ": self = .lessOrEqual
            case "BRANCH_LT": self = .less
            case "BRANCH_GTE": self = .greaterOrEqual
            case "BRANCH_GT": self = .greater
            case "BRANCH_EQ": self = .equal
            case "BRANCH_NEQ": self = .notEqual
            case "LEAF": self = .leaf
            default: return nil
            }
        }
    }

    private struct Weight {
        var target: Int32
        var value: Float
    }

    private var nodes: [Node] = []
    private var weights: [Weight] = []
    private var roots: [Int] = []
    private let targets: Int
    private let bases: [Double]
    /// Every branch is `x <= threshold`, and a missing value goes to the false branch, as that comparison has it.
    private var isPlain = true
    /// The only target that leaves have weights for.
    private(set) var onlyTarget: Int?
    private(set) var hasPositiveWeightsOnly: Bool

    var treeCount: Int { roots.count }

    init(_ node: OnnxNode, prefix: String, targets: Int, features: Int) throws(OnnxFault) {
        let attributes = node.attributes
        guard attributes["nodes_values_as_tensor"] == nil, attributes["\(prefix)_weights_as_tensor"] == nil else {
            throw .unsupported("it uses the operator \(node.operation) with double thresholds")
        }
        guard targets > 0, targets < 1 << 16 else { throw .invalid("its operator \(node.operation) has \(targets) targets") }
        let source = try Source(node, prefix: prefix, targets: targets, features: features)
        self.targets = targets
        let given = attributes["base_values"]?.floats ?? []
        guard given.isEmpty || given.count == targets || given.count == 1 else {
            throw .invalid("the base values of its operator \(node.operation) do not match")
        }
        let used = Set(source.weights.values.joined().map(\.target))
        onlyTarget = used.count == 1 ? used.first.map { Int($0) } : nil
        hasPositiveWeightsOnly = source.weights.values.joined().allSatisfy { $0.value >= 0 }
        if let onlyTarget, given.count == 1 {
            bases = (0..<targets).map { $0 == onlyTarget ? Double(given[0]) : 0 }
        } else if given.count == 2, targets == 2, onlyTarget != nil {
            throw .unsupported("it uses the operator \(node.operation) with two base values for one class")
        } else {
            bases = given.count == targets ? given.map(Double.init) : Array(repeating: given.first.map(Double.init) ?? 0, count: targets)
        }
        nodes.reserveCapacity(source.count)
        for root in try source.roots() { try append(root, source) }
    }

    // MARK: Building

    /// The attribute arrays, checked to be of one length and to point to what exists.
    private struct Source {
        struct Key: Hashable {
            var tree: Int64
            var node: Int64
        }

        let keys: [Key]
        let places: [Key: Int]
        let features: [Int64]
        let thresholds: [Float]
        let modes: [Mode]
        let trueNodes: [Int64]
        let falseNodes: [Int64]
        let missing: [Int64]
        var weights: [Int: [Weight]] = [:]

        var count: Int { keys.count }

        init(_ node: OnnxNode, prefix: String, targets: Int, features width: Int) throws(OnnxFault) {
            let fault = OnnxFault.invalid("the trees of its operator \(node.operation) contradict themselves")
            let ints = { (name: String) in node.attributes[name]?.ints ?? [] }
            let (trees, ids) = (ints("nodes_treeids"), ints("nodes_nodeids"))
            features = ints("nodes_featureids")
            thresholds = node.attributes["nodes_values"]?.floats ?? []
            trueNodes = ints("nodes_truenodeids")
            falseNodes = ints("nodes_falsenodeids")
            let given = ints("nodes_missing_value_tracks_true")
            missing = given.isEmpty ? Array(repeating: 0, count: ids.count) : given
            let names = node.attributes["nodes_modes"]?.texts ?? []
            modes = names.compactMap(Mode.init)
            guard modes.count == names.count else { throw .unsupported("it uses the operator \(node.operation) with other branches") }
            guard !ids.isEmpty, ids.count < Int(Int32.max) / 2,
                [trees.count, features.count, thresholds.count, modes.count, trueNodes.count, falseNodes.count, missing.count]
                    .allSatisfy({ $0 == ids.count })
            else { throw fault }
            keys = zip(trees, ids).map { Key(tree: $0, node: $1) }
            places = Dictionary(keys.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
            guard places.count == keys.count else { throw fault }
            for (mode, feature) in zip(modes, features) where mode != .leaf {
                guard feature >= 0, feature < width else { throw fault }
            }
            let (weightTrees, weightNodes) = (ints("\(prefix)_treeids"), ints("\(prefix)_nodeids"))
            let (ids2, values) = (ints("\(prefix)_ids"), node.attributes["\(prefix)_weights"]?.floats ?? [])
            guard [weightTrees.count, weightNodes.count, values.count].allSatisfy({ $0 == ids2.count }) else { throw fault }
            for index in ids2.indices {
                guard let place = places[Key(tree: weightTrees[index], node: weightNodes[index])], ids2[index] >= 0,
                    ids2[index] < targets
                else { throw fault }
                weights[place, default: []].append(Weight(target: Int32(ids2[index]), value: values[index]))
            }
        }

        /// The nodes that no other points to, one of each tree, in the file's order.
        func roots() throws(OnnxFault) -> [Int] {
            var isChild = [Bool](repeating: false, count: count)
            for index in 0..<count where modes[index] != .leaf {
                for child in [try trueChild(index), try falseChild(index)] {
                    guard !isChild[child] else { throw .invalid("a tree of it has a node with two parents") }
                    isChild[child] = true
                }
            }
            let roots = (0..<count).filter { !isChild[$0] }
            guard Set(roots.map { keys[$0].tree }).count == roots.count, Set(keys.map(\.tree)).count == roots.count else {
                throw .invalid("a tree of it has no root, or several")
            }
            return roots
        }

        func trueChild(_ index: Int) throws(OnnxFault) -> Int { try child(index, trueNodes[index]) }
        func falseChild(_ index: Int) throws(OnnxFault) -> Int { try child(index, falseNodes[index]) }

        private func child(_ index: Int, _ id: Int64) throws(OnnxFault) -> Int {
            guard let place = places[Key(tree: keys[index].tree, node: id)] else {
                throw .invalid("a tree of it has a branch that leads nowhere")
            }
            return place
        }
    }

    /// Every node has one parent and the root none, so that this ends.
    private mutating func append(_ root: Int, _ source: Source) throws(OnnxFault) {
        roots.append(nodes.count)
        var waiting: [(place: Int, parent: Int?)] = [(root, nil)]
        while let (place, parent) = waiting.popLast() {
            if let parent { nodes[parent].falseBranch = Int32(nodes.count) }
            if source.modes[place] == .leaf {
                let leaf = source.weights[place] ?? []
                nodes.append(Node(
                    threshold: leaf.count == 1 ? leaf[0].value : 0, feature: -Int32(weights.count) - 1,
                    falseBranch: Int32(leaf.count), mode: .leaf, missingIsTrue: false))
                weights += leaf
            } else {
                let node = Node(
                    threshold: source.thresholds[place], feature: Int32(source.features[place]), falseBranch: 0,
                    mode: source.modes[place], missingIsTrue: source.missing[place] != 0)
                if node.mode != .lessOrEqual || node.missingIsTrue { isPlain = false }
                waiting.append((try source.falseChild(place), nodes.count))
                waiting.append((try source.trueChild(place), nil))
                nodes.append(node)
            }
        }
    }

    // MARK: Evaluation

    /// Puts each row's sums of leaves, `targets` a row, into `results`.
    func evaluate(
        _ rows: UnsafeMutablePointer<Float>, _ count: Int, _ width: Int, _ results: UnsafeMutablePointer<Float>, share: Double
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count * targets) { sums in
            guard let sums = sums.baseAddress else { return }
            for index in 0..<count * targets { sums[index] = 0 }
            nodes.withUnsafeBufferPointer { nodes in
                weights.withUnsafeBufferPointer { weights in
                    guard let first = nodes.baseAddress else { return }
                    // A tree for all rows, then the next: its nodes stay in the cache.
                    for root in roots {
                        for row in 0..<count {
                            let features = rows + row * width
                            let leaf = isPlain ? Self.plainLeaf(first + root, first, features) : Self.leaf(first + root, first, features)
                            let sum = sums + row * targets
                            let start = Int(-leaf.pointee.feature - 1)
                            for index in start..<start + Int(leaf.pointee.falseBranch) {
                                sum[Int(weights[index].target)] += Double(weights[index].value)
                            }
                        }
                    }
                }
            }
            for row in 0..<count {
                for target in 0..<targets {
                    results[row * targets + target] = Float(sums[row * targets + target] * share + bases[target])
                }
            }
        }
    }

    @inline(__always)
    private static func plainLeaf(
        _ root: UnsafePointer<Node>, _ first: UnsafePointer<Node>, _ features: UnsafeMutablePointer<Float>
    ) -> UnsafePointer<Node> {
        var node = root
        while node.pointee.feature >= 0 {
            let isTrue = features[Int(node.pointee.feature)] <= node.pointee.threshold
            node = isTrue ? node + 1 : first + Int(node.pointee.falseBranch)
        }
        return node
    }

    private static func leaf(
        _ root: UnsafePointer<Node>, _ first: UnsafePointer<Node>, _ features: UnsafeMutablePointer<Float>
    ) -> UnsafePointer<Node> {
        var node = root
        while node.pointee.feature >= 0 {
            let (x, threshold) = (features[Int(node.pointee.feature)], node.pointee.threshold)
            var isTrue =
                switch node.pointee.mode {
                case .lessOrEqual, .leaf: x <= threshold
                case .less: x < threshold
                case .greaterOrEqual: x >= threshold
                case .greater: x > threshold
                case .equal: x == threshold
                case .notEqual: x != threshold
                }
            if node.pointee.missingIsTrue, x.isNaN { isTrue = true }
            node = isTrue ? node + 1 : first + Int(node.pointee.falseBranch)
        }
        return node
    }
}
