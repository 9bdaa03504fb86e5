/// How well one class is told from all others, as curves to draw: at most 200 points each, the ends exact.
package struct ClassCurves: Codable, Sendable, Hashable {
    package struct Point: Codable, Sendable, Hashable {
        package let x: Double
        package let y: Double
    }

    /// Samples whose probability lies in one tenth.
    package struct CalibrationBin: Codable, Sendable, Hashable {
        /// The mean probability.
        package let predicted: Double
        /// The share that is of the class.
        package let observed: Double
        package let count: Int
    }

    package let label: String
    /// The share of true positives over that of false ones.
    package let receiver: [Point]
    /// Precision over recall.
    package let precisionRecall: [Point]
    /// The share of all of the class that is found, over the share of samples that is taken, the likeliest first.
    package let gain: [Point]
    /// How often as dense the class is among those taken as among all.
    package let lift: [Point]
    /// Bins without samples are left out.
    package let calibration: [CalibrationBin]
    private static let most = 200

    private enum CodingKeys: String, CodingKey {
        case label
        case receiver = "roc"
        case precisionRecall = "precision_recall"
        case gain, lift, calibration
    }

    init(_ label: String, _ scores: [Double], isTrue: [Bool]) {
        let steps = RankedScores(scores, isTrue: isTrue).steps
        let truths = Double(max(1, isTrue.count { $0 }))
        let errors = Double(max(1, isTrue.count { !$0 }))
        let total = Double(max(1, scores.count))
        let share = truths / total
        let thinned = Self.thinned(steps, truths, errors)
        self.label = label
        receiver = [Point(x: 0, y: 0)] + thinned.map { Point(x: Double($0.errors) / errors, y: Double($0.truths) / truths) }
        precisionRecall = [Point(x: 0, y: 1)] + thinned.map { step in
            Point(x: Double(step.truths) / truths, y: Double(step.truths) / Double(step.truths + step.errors))
        }
        gain = [Point(x: 0, y: 0)] + thinned.map { Point(x: Double($0.truths + $0.errors) / total, y: Double($0.truths) / truths) }
        lift = thinned.map { step in
            let taken = Double(step.truths + step.errors)
            return Point(x: taken / total, y: Double(step.truths) / taken / share)
        }
        calibration = Self.calibration(scores, isTrue)
    }

    /// Steps that lie about as far from each other along the curve; the first and the last are kept.
    private static func thinned(
        _ steps: [(truths: Int, errors: Int)], _ truths: Double, _ errors: Double
    ) -> [(truths: Int, errors: Int)] {
        // The curves begin with one point more.
        let count = most - 1
        guard steps.count > count, let last = steps.last else { return steps }
        func way(_ step: (truths: Int, errors: Int)) -> Double { Double(step.truths) / truths + Double(step.errors) / errors }
        let start = way(steps[0])
        let length = (way(last) - start) / Double(count - 1)
        var kept = [steps[0]]
        for step in steps.dropFirst().dropLast() where kept.count < count - 1 {
            if way(step) - start >= length * Double(kept.count) { kept.append(step) }
        }
        return kept + [last]
    }

    private static func calibration(_ scores: [Double], _ isTrue: [Bool]) -> [CalibrationBin] {
        var bins = [(sum: Double, truths: Int, count: Int)](repeating: (0, 0, 0), count: 10)
        for (score, isTrue) in zip(scores, isTrue) {
            let place = min(9, max(0, Int(score * 10)))
            bins[place] = (bins[place].sum + score, bins[place].truths + (isTrue ? 1 : 0), bins[place].count + 1)
        }
        return bins.filter { $0.count > 0 }.map { bin in
            let count = Double(bin.count)
            return CalibrationBin(predicted: bin.sum / count, observed: Double(bin.truths) / count, count: bin.count)
        }
    }
}
