import Synchronization

/// How much a model leans on a column of the data, or on a feature.
package struct FeatureImportance: Codable, Sendable, Hashable {
    package let name: String
    package let importance: Double
    /// Over the repeats.
    package let deviation: Double

    package init(name: String, importance: Double, deviation: Double) {
        self.name = name
        self.importance = importance
        self.deviation = deviation
    }

    /// How much worse the primary metric becomes where a column's values are dealt to other rows (Breiman 2001), the most
    /// important first. Rows that the model was not trained on tell the truth.
    ///
    /// Of a forecast, columns are the set's features.
    ///
    /// - Parameters:
    ///   - rows: of the set, that are looked at; at most 2,000 of them are taken.
    ///   - parallel: looks at columns side by side; one after the other by default. What is found is the same.
    ///   - isCancelled: is asked before each look at a column; `CancellationError` is thrown when it says so.
    package static func permuting(
        _ model: LearnedModel, _ set: TrainingSet, rows: [Int], repeats: Int = 3,
        parallel: @escaping Trial.Parallel = { count, body in (0..<count).forEach(body) }, isCancelled: @Sendable () -> Bool = { false }
    ) throws -> [FeatureImportance] {
        var generator = SeededGenerator(seed: set.problem.seed)
        let rows = rows.count > 2000 ? Array(rows.shuffled(using: &generator).prefix(2000)) : rows
        guard !rows.isEmpty else { return [] }
        let table = set.table.selecting(rows)
        let targets = set.targets.values
        let wanted = rows.map { targets[$0] }
        let sign: Double = set.problem.metric.isHigherBetter ? 1 : -1
        @Sendable func score(_ table: Table) throws(TableFault) -> Double {
            sign * set.problem.metric.score(wanted, try model.core.predict(table), range: set.range)
        }
        let whole = try score(table)
        @Sendable func drops(_ place: Int) throws -> [Double] {
            // Of each column's own, so that it does not matter who comes first.
            var generator = SeededGenerator(seed: set.problem.seed &+ UInt64(place))
            return try (0..<max(1, repeats)).map { _ in
                if isCancelled() { throw CancellationError() }
                let order = Array(0..<table.rows).shuffled(using: &generator)
                var columns = table.columns
                columns[place] = columns[place].selecting(order)
                return whole - (try score(Table(names: table.names, columns: columns)))
            }
        }
        let results = Mutex([Int: Result<[Double], any Error>]())
        parallel(table.columns.count) { place in
            let result = Result { try drops(place) }
            results.withLock { $0[place] = result }
        }
        let found = try results.withLock { $0 }.sorted { $0.key < $1.key }.compactMap { place, result -> FeatureImportance? in
            let drops = try result.get()
            let mean = drops.reduce(0, +) / Double(drops.count)
            let variance = drops.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(drops.count)
            // What cannot be told is not important.
            guard mean.isFinite else { return nil }
            return FeatureImportance(name: table.names[place], importance: mean, deviation: variance.squareRoot())
        }
        return found.enumerated().sorted { ($1.element.importance, $0.offset) < ($0.element.importance, $1.offset) }.map(\.element)
    }

    /// The share of what all splits of the trees gained, by feature, the most important first; nil where there are no trees.
    package static func gains(of model: LearnedModel) -> [FeatureImportance]? {
        guard case .pipeline(let features, .trees(let forest)) = model.core, forest.gains.count == features.names.count else {
            return nil
        }
        let total = forest.gains.reduce(0, +)
        return zip(features.names, forest.gains).enumerated()
            .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
            .map { FeatureImportance(name: $0.element.0, importance: total > 0 ? $0.element.1 / total : 0, deviation: 0) }
    }
}

extension Trial {
    /// The importance of each column by what is trained on the first split and asked of its held-out rows; of an ensemble, whose
    /// members were trained on all rows, by what it answers for those rows.
    package func importance(
        of outcome: TrialOutcome, isCancelled: @Sendable () -> Bool = { false }
    ) throws -> [FeatureImportance] {
        var model = outcome.model
        if model.core.isSingle { model = try fitted(outcome.recipe, split: 0, rounds: outcome.rounds, isCancelled) }
        return try FeatureImportance.permuting(model, set, rows: set.splits[0].validation, parallel: parallel, isCancelled: isCancelled)
    }
}
