/// Ensembles of trees.
extension GraphCompiler {
    mutating func trees(_ node: OnnxNode) throws(OnnxFault) {
        let value = try floats(try rows(node))
        guard value.shape.count == 1 else { throw unsupported(node, "on such a shape") }
        takesMissing = true
        let isClassifier = node.operation == "TreeEnsembleClassifier"
        let labels = isClassifier ? try ClassLabels(node) : nil
        let targets = labels?.count ?? Int(node.attributes["n_targets"]?.int ?? 1)
        let ensemble = try TreeEnsemble(
            node, prefix: isClassifier ? "class" : "target", targets: targets, features: value.size)
        let activation = try Activation(node)
        let (from, size) = (value.slot, value.size)
        guard let labels else {
            let aggregate = node.attributes["aggregate_function"]?.text ?? "SUM"
            guard aggregate == "SUM" || aggregate == "AVERAGE" else { throw unsupported(node, "with \(aggregate)") }
            let result = try result(node, .float, [targets])
            let to = result.slot
            let share: Double = aggregate == "SUM" ? 1 : 1 / Double(max(1, ensemble.treeCount))
            steps.append { space, rows in
                let y = space.pointer(to, as: Float.self)
                ensemble.evaluate(space.pointer(from), rows, size, y, share: share)
                for row in 0..<rows { activation.apply(y + row * targets, targets) }
            }
            return
        }
        let label = try result(node, labels.kind, [], output: 0)
        let scores = try result(node, .float, [targets], output: 1)
        let (out, to) = (label.slot, scores.slot)
        guard targets == 2, let only = ensemble.onlyTarget else {
            guard targets > 2 || ensemble.onlyTarget == nil else { throw unsupported(node, "with one class") }
            let isBinary = targets == 2
            steps.append { space, rows in
                var y = space.pointer(to, as: Float.self)
                ensemble.evaluate(space.pointer(from), rows, size, y, share: 1)
                for row in 0..<rows {
                    var best = 0
                    if isBinary {
                        best = y[1] > y[0] ? 1 : 0
                    } else {
                        for index in 1..<targets where y[index] > y[best] { best = index }
                    }
                    labels.put(best, row, out, space)
                    activation.apply(y, targets)
                    y += targets
                }
            }
            return
        }
        // Two classes, and weights for one of them only: the other one's is what is missing.
        let isPositive = ensemble.hasPositiveWeightsOnly
        let boundary: Float = isPositive ? 0.5 : 0
        steps.append { space, rows in
            var y = space.pointer(to, as: Float.self)
            ensemble.evaluate(space.pointer(from), rows, size, y, share: 1)
            for row in 0..<rows {
                let score = y[only]
                labels.put(score > boundary ? 1 : 0, row, out, space)
                if isPositive {
                    (y[0], y[1]) = (1 - score, score)
                } else if activation == .logistic {
                    (y[0], y[1]) = (Activation.logistic(-score), Activation.logistic(score))
                } else {
                    (y[0], y[1]) = (-score, score)
                }
                y += 2
            }
        }
    }
}
