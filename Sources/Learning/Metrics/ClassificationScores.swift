/// Azure's primary metrics of a classification, by their names there; higher is better.
package struct ClassificationScores: Sendable, Hashable {
    package let confusion: ConfusionMatrix
    /// `AUC_weighted`: each class against the others, by its samples.
    package let weightedAUC: Double
    /// `average_precision_score_weighted`
    package let weightedAveragePrecision: Double

    package var accuracy: Double { confusion.accuracy }

    /// `probabilities` has a row a sample and a column a class; the likeliest class is the predicted one, the first of those
    /// that are as likely.
    package init(_ classes: [Int], probabilities: Matrix) {
        precondition(classes.count == probabilities.rows)
        let count = probabilities.columns
        let predicted = (0..<probabilities.rows).map { row in
            (1..<max(1, count)).reduce(0) { probabilities[row, $1] > probabilities[row, $0] ? $1 : $0 }
        }
        let confusion = ConfusionMatrix(classes, predicted: predicted, classCount: count)
        var (areas, precisions, counted) = (0.0, 0.0, 0.0)
        for place in 0..<count where confusion.support(place) > 0 {
            let ranked = RankedScores(
                (0..<probabilities.rows).map { probabilities[$0, place] }, isTrue: classes.map { $0 == place })
            let support = Double(confusion.support(place))
            areas += ranked.areaUnderCurve * support
            precisions += ranked.averagePrecision * support
            counted += support
        }
        self.confusion = confusion
        weightedAUC = counted > 0 ? areas / counted : .nan
        weightedAveragePrecision = counted > 0 ? precisions / counted : .nan
    }

    package var byName: [String: Double] {
        [
            "accuracy": accuracy, "AUC_weighted": weightedAUC, "norm_macro_recall": confusion.normalisedMacroRecall,
            "average_precision_score_weighted": weightedAveragePrecision,
            "precision_score_weighted": confusion.weightedPrecision,
        ]
    }
}
