extension Predictor {
    /// What of it does not fit together, as the end of a sentence; nil when it can answer. One that comes from a file is asked before
    /// it is used. Neighbours and trees are looked at when they are read.
    var flaw: String? {
        switch self {
        case .logistic(let model):
            return model.weights.rows == model.intercepts.count && model.weights.rows > 0 ? nil : "has weights without intercepts"
        case .naiveBayes(let model):
            let sizes = Set((model.means + model.variances).map(\.count))
            let fits = [model.means.count, model.variances.count].allSatisfy { $0 == model.logPriors.count }
            return fits && sizes.count == 1 ? nil : "has means and variances of different sizes"
        case .bernoulliNaiveBayes(let model):
            let fits = [model.present, model.absent].allSatisfy {
                $0.rows == model.logPriors.count && $0.columns == model.present.columns
            }
            return fits ? nil : "has shares of different sizes"
        case .multinomialNaiveBayes(let model):
            let columns = model.logShares.columns
            let fits = model.logShares.rows == model.logPriors.count && model.lows.count == columns && model.ranges.count == columns
            return fits ? nil : "has shares of different sizes"
        case .linear, .neighbours, .trees: return nil
        }
    }
}
