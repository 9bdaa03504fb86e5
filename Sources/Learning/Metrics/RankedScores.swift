/// How well scores set one class apart from all others, whatever threshold is chosen.
package struct RankedScores: Sendable, Hashable {
    /// A threshold's true and false positives, from the strictest to the loosest; samples of one score come together.
    let steps: [(truths: Int, errors: Int)]
    private let truths: Int
    private let errors: Int

    package init(_ scores: [Double], isTrue: [Bool]) {
        precondition(scores.count == isTrue.count)
        var steps: [(truths: Int, errors: Int)] = []
        var (truths, errors) = (0, 0)
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        for (rank, place) in order.enumerated() {
            if isTrue[place] { truths += 1 } else { errors += 1 }
            let isLast = rank + 1 == order.count || scores[order[rank + 1]] != scores[place]
            if isLast { steps.append((truths, errors)) }
        }
        self.steps = steps
        self.truths = truths
        self.errors = errors
    }

    /// The area below the curve of true over false positives; NaN when one of both kinds is missing.
    package var areaUnderCurve: Double {
        guard truths > 0, errors > 0 else { return .nan }
        var area = 0.0
        var last = (truths: 0, errors: 0)
        for step in steps {
            area += Double(step.errors - last.errors) * Double(step.truths + last.truths) / 2
            last = step
        }
        return area / (Double(truths) * Double(errors))
    }

    /// The mean precision over the recall, as scikit-learn's `average_precision_score`; NaN without a true one.
    package var averagePrecision: Double {
        guard truths > 0 else { return .nan }
        var sum = 0.0
        var last = 0
        for step in steps {
            sum += Double(step.truths - last) * Double(step.truths) / Double(step.truths + step.errors)
            last = step.truths
        }
        return sum / Double(truths)
    }

    /// The curve's points, false positives' share and true positives' share, both from 0 to 1.
    package var curve: [(falsePositives: Double, truePositives: Double)] {
        [(0, 0)] + steps.map { (Double($0.errors) / Double(max(1, errors)), Double($0.truths) / Double(max(1, truths))) }
    }

    package static func == (left: RankedScores, right: RankedScores) -> Bool {
        left.steps.elementsEqual(right.steps, by: ==)
    }

    package func hash(into hasher: inout Hasher) {
        for step in steps {
            hasher.combine(step.truths)
            hasher.combine(step.errors)
        }
    }
}
