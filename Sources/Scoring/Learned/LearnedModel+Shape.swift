package import Learning

extension LearnedModel {
    /// The names of the columns that it learns from; of a forecast those that a row of the future must have.
    package var columnNames: Set<String> {
        switch self {
        case .pipeline(let features, _): Set(features.sources.map(\.name))
        case .voting(let members, _), .stacking(let members, _):
            members.reduce(into: []) { $0.formUnion($1.columnNames) }
        case .series(let series): Set(series.idColumns)
        case .forecast(let history, _): Set(history.columnNames)
        }
    }

    /// 0 for a regression.
    package var classCount: Int {
        switch self {
        case .pipeline(_, let predictor), .stacking(_, let predictor): predictor.classCount
        case .voting(let members, _): members.first?.classCount ?? 0
        case .series: 0
        case .forecast(_, let model): model.classCount
        }
    }

    /// Whether it is asked of the future, and answers from what it knows of the past.
    package var isForecast: Bool {
        if case .forecast = self { true } else { false }
    }

    /// All texts that have features of their own, or are the id of a series.
    package var categories: Set<String> {
        var ids: Set<String> = []
        if case .forecast(let history, _) = self { ids = history.series.reduce(into: []) { $0.formUnion($1.ids) } }
        return pipelines.reduce(into: ids) { all, pipeline in
            for source in pipeline.features.sources {
                switch source.column {
                case .oneHot(let categories, _), .encoded(let categories, _, _): all.formUnion(categories)
                case .number, .missingMark, .date: break
                }
            }
        }
    }

    /// The pipelines that it is made of.
    package var pipelines: [(features: FittedFeatures, predictor: Predictor)] {
        switch self {
        case .pipeline(let features, let predictor): [(features, predictor)]
        case .voting(let members, _), .stacking(let members, _): members.flatMap(\.pipelines)
        case .series: []
        case .forecast(_, let model): model.pipelines
        }
    }
}

extension Predictor {
    /// 0 for a regression.
    package var classCount: Int {
        switch self {
        case .linear: 0
        case .logistic(let model): model.classCount
        case .naiveBayes(let model): model.logPriors.count
        case .bernoulliNaiveBayes(let model): model.logPriors.count
        case .multinomialNaiveBayes(let model): model.logPriors.count
        case .neighbours(let model): model.classCount
        case .trees(let forest):
            switch forest.link {
            case .identity: 0
            case .logistic: 2
            case .softmax: forest.bases.count
            }
        }
    }

    /// How many features it takes; nil for trees, which only say which they look at.
    package var featureCount: Int? {
        switch self {
        case .linear(let model): model.weights.count
        case .logistic(let model): model.weights.columns
        case .naiveBayes(let model): model.means.first?.count
        case .bernoulliNaiveBayes(let model): model.present.columns
        case .multinomialNaiveBayes(let model): model.logShares.columns
        case .neighbours(let model): model.samples.columns
        case .trees: nil
        }
    }

    /// The last feature that trees look at; -1 for none.
    package var lastFeature: Int {
        guard case .trees(let forest) = self else { return -1 }
        return forest.trees.reduce(-1) { $1.features.reduce($0) { max($0, Int($1)) } }
    }
}
