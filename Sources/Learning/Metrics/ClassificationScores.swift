import Glibc

/// Azure's metrics of a classification, by their names there; all but `log_loss` are better when higher.
package struct ClassificationScores: Sendable, Hashable {
    package let confusion: ConfusionMatrix
    package let byName: [String: Double]

    package var accuracy: Double { confusion.accuracy }
    /// `AUC_weighted`: each class against the others, by its samples.
    package var weightedAUC: Double { byName["AUC_weighted"] ?? .nan }

    /// `probabilities` has a row a sample and a column a class; the likeliest class is the predicted one, the first of those
    /// that are as likely. With a positive class come the scores that Azure ends with `_binary`, which are of that class alone.
    package init(_ classes: [Int], probabilities: Matrix, positive: Int? = nil) {
        precondition(classes.count == probabilities.rows)
        let count = probabilities.columns
        let confusion = ConfusionMatrix(classes, predicted: probabilities.likeliest, classCount: count)
        let ranked = (0..<count).map { place in
            RankedScores((0..<probabilities.rows).map { probabilities[$0, place] }, isTrue: classes.map { $0 == place })
        }
        // A class that does not occur, or that is all there is, has no curve.
        let present = (0..<count).filter { confusion.support($0) > 0 }
        let areas = ranked.map(\.areaUnderCurve)
        let precisions = ranked.map(\.averagePrecision)
        func macro(_ values: [Double]) -> Double { present.reduce(0) { $0 + values[$1] } / Double(present.count) }
        func weighted(_ values: [Double]) -> Double {
            present.reduce(0) { $0 + values[$1] * Double(confusion.support($1)) } / Double(confusion.total)
        }
        let flat = RankedScores(
            probabilities.values, isTrue: classes.flatMap { wanted in (0..<count).map { $0 == wanted } })
        var scores = [
            "accuracy": confusion.accuracy, "weighted_accuracy": confusion.weightedAccuracy,
            "balanced_accuracy": confusion.balancedAccuracy, "norm_macro_recall": confusion.normalisedMacroRecall,
            "matthews_correlation": confusion.matthewsCorrelation,
            "AUC_macro": macro(areas), "AUC_weighted": weighted(areas), "AUC_micro": flat.areaUnderCurve,
            "average_precision_score_macro": macro(precisions), "average_precision_score_weighted": weighted(precisions),
            "average_precision_score_micro": flat.averagePrecision,
            "log_loss": Self.logLoss(classes, probabilities),
        ]
        let kinds: [(name: String, score: (Int) -> Double)] = [
            ("precision_score", confusion.precision), ("recall_score", confusion.recall), ("f1_score", confusion.f1),
        ]
        for (name, score) in kinds {
            scores["\(name)_macro"] = confusion.macro(score)
            scores["\(name)_weighted"] = confusion.weighted(score)
            // Of all samples together every error is one of precision and one of recall.
            scores["\(name)_micro"] = confusion.accuracy
            if let positive { scores["\(name)_binary"] = score(positive) }
        }
        if let positive {
            scores["AUC_binary"] = areas[positive]
            scores["average_precision_score_binary"] = precisions[positive]
        }
        self.confusion = confusion
        byName = scores
    }

    /// The mean of what each sample's own class surprises; a probability of 0 counts as the least there is beside 1.
    private static func logLoss(_ classes: [Int], _ probabilities: Matrix) -> Double {
        let least = Double.ulpOfOne
        let sum = classes.enumerated().reduce(0) { sum, sample in
            sum - log(min(1 - least, max(least, probabilities[sample.offset, sample.element])))
        }
        return sum / Double(classes.count)
    }
}

extension Matrix {
    /// The column of each row's largest number, the first of those that are as large.
    package var likeliest: [Int] {
        (0..<rows).map { row in (1..<max(1, columns)).reduce(0) { self[row, $1] > self[row, $0] ? $1 : $0 } }
    }
}
