package import Domain
package import Learning

/// Whether the parts of a model fit each other, before they are taken at their word.
package enum ModelCheck {
    /// Throws `invalidArgument` saying what does not fit.
    package static func check(_ model: LearnedModel, _ columns: [ModelColumn], _ classes: ModelClasses?) throws(AtelierError) {
        let known = Set(columns.map(\.name))
        guard known.count == columns.count else { throw fault("two of its columns have one name") }
        let used = model.columnNames
        guard !used.isEmpty else { throw fault("it learns from no column") }
        if let missing = used.subtracting(known).sorted().first {
            throw fault("nothing is said of its column '\(missing.neutralised)'")
        }
        guard model.classCount == classes?.count ?? 0 else {
            throw fault("it tells \(model.classCount) classes apart, and \(classes?.count ?? 0) are named")
        }
        guard case .forecast(let history, let core) = model else {
            return try check(model, isForecast: false)
        }
        guard core.classCount == 0 else { throw fault("it forecasts classes") }
        if let missing = core.columnNames.subtracting(history.features.names).sorted().first {
            throw fault("its history does not make the feature '\(missing.neutralised)'")
        }
        try check(core, isForecast: true)
    }

    /// - Parameter isForecast: whether it answers the features of one.
    private static func check(_ model: LearnedModel, isForecast: Bool) throws(AtelierError) {
        switch model {
        case .pipeline(let features, let predictor):
            for source in features.sources {
                if case .encoded(let categories, let values, let other) = source.column,
                    values.count != categories.count || values.contains(where: { $0.count != other.count })
                {
                    throw fault("the values of its column '\(source.name.neutralised)' do not match")
                }
            }
            let width = features.sources.reduce(0) { $0 + $1.column.width }
            if let scaler = features.scaler, scaler.means.count != width || scaler.scales.count != width {
                throw fault("its scaler has \(scaler.means.count) features, and \(width) are made")
            }
            try check(predictor, width: width)
        case .voting(let members, let weights):
            guard !members.isEmpty, members.count == weights.count else {
                throw fault("its members and their weights do not match")
            }
            for member in members {
                guard member.classCount == members[0].classCount else { throw fault("its members answer different questions") }
                try check(member, isForecast: isForecast)
            }
        case .stacking(let members, let last):
            guard !members.isEmpty else { throw fault("it has no members") }
            for member in members { try check(member, isForecast: isForecast) }
            try check(last, width: members.reduce(0) { $0 + ($1.classCount > 2 ? $1.classCount : 1) })
        case .series:
            // All else of it was looked at when it was read.
            guard isForecast else { throw fault("it goes on with series, and is asked no forecast") }
        case .forecast: throw fault("a forecast is a part of it")
        }
    }

    private static func check(_ predictor: Predictor, width: Int) throws(AtelierError) {
        guard width > 0 else { throw fault("it has no features") }
        guard predictor.featureCount ?? width == width, predictor.lastFeature < width else {
            throw fault("it is asked for \(predictor.featureCount ?? predictor.lastFeature + 1) features, and \(width) are made")
        }
        let isSound =
            switch predictor {
            case .linear: true
            case .logistic(let model): model.weights.rows == model.intercepts.count && model.weights.rows > 0
            case .naiveBayes(let model):
                model.means.count == model.logPriors.count && model.variances.count == model.logPriors.count
                    && (model.means + model.variances).allSatisfy { $0.count == width }
            case .bernoulliNaiveBayes(let model):
                model.present.rows == model.logPriors.count && model.absent.rows == model.logPriors.count
                    && model.absent.columns == width
            case .multinomialNaiveBayes(let model):
                model.logShares.rows == model.logPriors.count && model.lows.count == width && model.ranges.count == width
            case .neighbours(let model):
                model.classCount == 0
                    || model.targets.allSatisfy { $0 >= 0 && $0 < Double(model.classCount) && $0 == $0.rounded() }
            case .trees(let forest): isSound(forest)
            }
        guard isSound else { throw fault("what was learnt contradicts itself") }
    }

    private static func isSound(_ forest: TreeForest) -> Bool {
        guard !forest.trees.isEmpty, forest.link == .softmax || forest.bases.count == 1 else { return false }
        return zip(forest.trees, forest.outputs).allSatisfy { tree, output in
            let count = tree.features.count
            guard forest.bases.indices.contains(Int(output)), count > 0,
                [tree.thresholds.count, tree.yes.count, tree.no.count, tree.missingIsYes.count, tree.values.count]
                    .allSatisfy({ $0 == count })
            else { return false }
            // No node has two parents and the root has none, so that every walk ends.
            var hasParent = [Bool](repeating: false, count: count)
            for node in 0..<count where tree.features[node] >= 0 {
                for child in [Int(tree.yes[node]), Int(tree.no[node])] {
                    guard child > 0, child < count, !hasParent[child] else { return false }
                    hasParent[child] = true
                }
            }
            return true
        }
    }

    private static func fault(_ what: String) -> AtelierError {
        AtelierError(.invalidArgument, "the model is not whole: \(what)", hint: "train it again")
    }
}
