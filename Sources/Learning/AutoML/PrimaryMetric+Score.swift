extension PrimaryMetric {
    /// Tasks that it judges.
    package var tasks: [LearningTask] {
        switch self {
        case .accuracy, .weightedAUC, .normalisedMacroRecall, .weightedAveragePrecision, .weightedPrecision: [.classification]
        default: [.regression, .forecasting]
        }
    }

    /// This score alone, for those who ask often; NaN where it cannot be told.
    ///
    /// - Parameters:
    ///   - targets: classes from 0, or numbers.
    ///   - answers: a column of probabilities for each class, or one of numbers.
    ///   - range: what errors are normalised by.
    func score(_ targets: [Double], _ answers: Matrix, range: ClosedRange<Double>?) -> Double {
        switch self {
        case .accuracy, .normalisedMacroRecall, .weightedPrecision:
            let confusion = ConfusionMatrix(targets.map { Int($0) }, predicted: answers.likeliest, classCount: answers.columns)
            return self == .accuracy
                ? confusion.accuracy
                : self == .weightedPrecision ? confusion.weighted(confusion.precision) : confusion.normalisedMacroRecall
        case .weightedAUC, .weightedAveragePrecision:
            return ranked(targets, answers)
        case .r2, .normalisedRootMeanSquaredError, .normalisedMeanAbsoluteError:
            return error(targets, answers.values, range)
        case .spearmanCorrelation:
            return RegressionScores(targets, predicted: answers.values).byName[rawValue] ?? .nan
        }
    }

    private func ranked(_ targets: [Double], _ answers: Matrix) -> Double {
        var (sum, counted) = (0.0, 0.0)
        for place in 0..<answers.columns {
            let isTrue = targets.map { $0 == Double(place) }
            let support = Double(isTrue.count { $0 })
            guard support > 0 else { continue }
            let ranked = RankedScores((0..<answers.rows).map { answers[$0, place] }, isTrue: isTrue)
            sum += support * (self == .weightedAUC ? ranked.areaUnderCurve : ranked.averagePrecision)
            counted += support
        }
        return counted > 0 ? sum / counted : .nan
    }

    private func error(_ targets: [Double], _ answers: [Double], _ range: ClosedRange<Double>?) -> Double {
        let count = Double(targets.count)
        let mean = targets.reduce(0, +) / count
        var (absolute, squared, spread) = (0.0, 0.0, 0.0)
        for (target, answer) in zip(targets, answers) {
            absolute += abs(target - answer)
            squared += (target - answer) * (target - answer)
            spread += (target - mean) * (target - mean)
        }
        if self == .r2 { return spread > 0 ? 1 - squared / spread : .nan }
        let width = range.map { $0.upperBound - $0.lowerBound } ?? ((targets.max() ?? 0) - (targets.min() ?? 0))
        guard width > 0 else { return .nan }
        return (self == .normalisedMeanAbsoluteError ? absolute / count : (squared / count).squareRoot()) / width
    }
}
