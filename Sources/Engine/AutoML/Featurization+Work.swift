import Domain
import Learning

extension Featurization {
    /// What an `automl` job says of how features are made.
    init(_ work: AutoMLWork) {
        let written = work.featurization
        var fillings: [String: MissingFilling] = [:]
        for imputation in written.imputations {
            for column in imputation.columns { fillings[column] = MissingFilling(imputation) }
        }
        self.init(
            mode: written.mode == .off ? .off : .auto, purposes: written.purposes.mapValues { Purpose($0) }, fillings: fillings,
            blocked: Set(written.blockedTransformers.compactMap { Transformer(writtenName: $0) }),
            weightColumn: work.weightColumn, splitColumns: work.splitColumns)
    }
}

extension Featurization.Purpose {
    fileprivate init(_ purpose: AutoMLFeaturization.Purpose) {
        switch purpose {
        case .numeric: self = .numeric
        case .categorical, .categoricalHash: self = .categorical
        case .dateTime: self = .dateTime
        case .text: self = .text
        case .ignore: self = .ignore
        }
    }
}

extension Featurization.Transformer {
    /// By Azure's names for those that Atelier has too.
    fileprivate init?(writtenName name: String) {
        switch name {
        case "cat_target_encoder", "target_encoder", "text_target_encoder": self = .targetEncoder
        case "one_hot_encoder": self = .oneHotEncoder
        default: return nil
        }
    }
}

extension MissingFilling {
    fileprivate init(_ imputation: AutoMLFeaturization.Imputation) {
        switch imputation.strategy {
        case .mean: self = .mean
        case .median: self = .median
        case .mostFrequent: self = .mostFrequent
        case .constant: self = .constant(imputation.fill ?? 0)
        }
    }
}
