/// What a trial's answers for rows it had not seen look like, beyond its scores.
package struct TrialReport: Codable, Sendable, Hashable {
    package let confusionMatrix: ReportArtifact<ConfusionContent>?
    package let accuracyTable: ReportArtifact<AccuracyTableContent>?
    /// One for each class; for two classes of the second alone, which the first only mirrors.
    package let curves: [ClassCurves]
    package let residuals: ReportArtifact<ResidualsContent>?
    package let predictedTrue: ReportArtifact<PredictedTrueContent>?

    private enum CodingKeys: String, CodingKey {
        case confusionMatrix = "confusion_matrix"
        case accuracyTable = "accuracy_table"
        case curves
        case residuals
        case predictedTrue = "predicted_true"
    }

    package init(_ outcome: TrialOutcome, _ set: TrainingSet) {
        let answers = outcome.heldOut.answers
        let rows = outcome.heldOut.rows
        switch set.targets {
        case .classes(let labels, let places):
            let classes = rows.map { places[$0] }
            let confusion = ConfusionMatrix(classes, predicted: answers.likeliest, classCount: labels.count)
            let scores = labels.indices.map { place in (0..<answers.rows).map { answers[$0, place] } }
            let drawn = labels.count == 2 ? [set.positive ?? 1] : Array(labels.indices)
            confusionMatrix = ReportArtifact(
                "confusion_matrix", "1.0.0",
                ConfusionContent(
                    labels: labels, matrix: labels.indices.map { row in labels.indices.map { confusion[row, $0] } }))
            accuracyTable = ReportArtifact(
                "accuracy_table", "1.0.1", Self.accuracyTable(labels, scores, classes))
            curves = drawn.map { place in ClassCurves(labels[place], scores[place], isTrue: classes.map { $0 == place }) }
            residuals = nil
            predictedTrue = nil
        case .numbers(let values):
            let targets = rows.map { values[$0] }
            confusionMatrix = nil
            accuracyTable = nil
            curves = []
            residuals = ReportArtifact("residuals", "1.0.0", Self.residuals(targets, answers.values))
            predictedTrue = ReportArtifact("predictions", "1.0.0", Self.predictedTrue(targets, answers.values))
        }
    }

    private static func accuracyTable(_ labels: [String], _ scores: [[Double]], _ classes: [Int]) -> AccuracyTableContent {
        let shares = (0...100).map { Double($0) / 100 }
        var probability: [[[Int]]] = []
        var percentile: [[[Int]]] = []
        for place in labels.indices {
            let order = scores[place].indices.sorted { scores[place][$0] < scores[place][$1] }
            let sorted = order.map { scores[place][$0] }
            // Of the class among the first so many of the order.
            var truths = [0]
            for row in order { truths.append(truths[truths.count - 1] + (classes[row] == place ? 1 : 0)) }
            func counts(_ threshold: Double) -> [Int] {
                var (low, high) = (0, sorted.count)
                while low < high {
                    let middle = (low + high) / 2
                    if sorted[middle] < threshold { low = middle + 1 } else { high = middle }
                }
                let (all, missed) = (truths[sorted.count], truths[low])
                return [all - missed, sorted.count - low - (all - missed), low - missed, missed]
            }
            probability.append(shares.map(counts))
            percentile.append(shares.map { counts(sorted[Int((Double(sorted.count - 1) * $0).rounded())]) })
        }
        return AccuracyTableContent(
            probabilityTables: probability, percentileTables: percentile, probabilityThresholds: shares,
            percentileThresholds: shares, labels: labels)
    }

    private static func residuals(_ targets: [Double], _ answers: [Double]) -> ResidualsContent {
        let off = zip(answers, targets).map { $0 - $1 }
        let (mean, deviation) = spread(off)
        // A few that are far off must not squeeze all others into one bin.
        let reach = 4 * deviation
        let edges = self.edges(max(off.min() ?? 0, mean - reach), min(off.max() ?? 0, mean + reach), 20)
        var counts = [Int](repeating: 0, count: edges.count - 1)
        for value in off { counts[place(value, edges)] += 1 }
        return ResidualsContent(edges: edges, counts: counts, mean: mean, deviation: deviation, total: off.count)
    }

    private static func predictedTrue(_ targets: [Double], _ answers: [Double]) -> PredictedTrueContent {
        let edges = self.edges(targets.min() ?? 0, targets.max() ?? 0, 20)
        var members = [[Double]](repeating: [], count: edges.count - 1)
        for (target, answer) in zip(targets, answers) { members[place(target, edges)].append(answer) }
        let spreads = members.map(spread)
        return PredictedTrueContent(
            averages: spreads.map(\.mean), errors: spreads.map(\.deviation), counts: members.map(\.count), edges: edges)
    }

    private static func edges(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
        let high = high > low ? high : low + max(1, abs(low) * 1e-9)
        return (0...count).map { low + (high - low) * Double($0) / Double(count) }
    }

    private static func place(_ value: Double, _ edges: [Double]) -> Int {
        let width = edges[edges.count - 1] - edges[0]
        return Int(min(Double(edges.count - 2), max(0, (value - edges[0]) / width * Double(edges.count - 1))))
    }

    /// 0 and 0 of nothing.
    private static func spread(_ values: [Double]) -> (mean: Double, deviation: Double) {
        guard !values.isEmpty else { return (0, 0) }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, variance.squareRoot())
    }
}
