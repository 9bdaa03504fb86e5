/// What trials are judged by, by Azure's names in metrics.
package enum PrimaryMetric: String, Codable, Sendable, CaseIterable {
    case accuracy
    case weightedAUC = "AUC_weighted"
    case normalisedMacroRecall = "norm_macro_recall"
    case weightedAveragePrecision = "average_precision_score_weighted"
    case weightedPrecision = "precision_score_weighted"
    case spearmanCorrelation = "spearman_correlation"
    case normalisedRootMeanSquaredError = "normalized_root_mean_squared_error"
    case r2 = "r2_score"
    case normalisedMeanAbsoluteError = "normalized_mean_absolute_error"

    package var isHigherBetter: Bool {
        switch self {
        case .normalisedRootMeanSquaredError, .normalisedMeanAbsoluteError: false
        default: true
        }
    }
}
