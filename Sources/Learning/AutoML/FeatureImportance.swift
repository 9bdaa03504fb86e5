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
    ///   - isCancelled: is asked between columns; `CancellationError` is thrown when it says so.
    package static func permuting(
        _ model: LearnedModel, _ set: TrainingSet, rows: [Int], repeats: Int = 3, isCancelled: @Sendable () -> Bool = { false }
    ) throws -> [FeatureImportance] {
        var generator = SeededGenerator(seed: set.problem.seed)
        let rows = rows.count > 2000 ? Array(rows.shuffled(using: &generator).prefix(2000)) : rows
        guard !rows.isEmpty else { return [] }
        let table = set.table.selecting(rows)
        let targets = set.targets.values
        let wanted = rows.map { targets[$0] }
        let sign: Double = set.problem.metric.isHigherBetter ? 1 : -1
        func score(_ table: Table) throws(TableFault) -> Double {
            sign * set.problem.metric.score(wanted, try model.core.predict(table), range: set.range)
        }
        let whole = try score(table)
        var found: [FeatureImportance] = []
        for (place, column) in table.columns.enumerated() {
            var drops: [Double] = []
            for _ in 0..<max(1, repeats) {
                if isCancelled() { throw CancellationError() }
                let order = Array(0..<table.rows).shuffled(using: &generator)
                var columns = table.columns
                columns[place] = Table(names: ["column"], columns: [column]).selecting(order).columns[0]
                drops.append(whole - (try score(Table(names: table.names, columns: columns))))
            }
            let mean = drops.reduce(0, +) / Double(drops.count)
            let variance = drops.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(drops.count)
            // What cannot be told is not important.
            guard mean.isFinite else { continue }
            found.append(FeatureImportance(name: table.names[place], importance: mean, deviation: variance.squareRoot()))
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
        return try FeatureImportance.permuting(model, set, rows: set.splits[0].validation, isCancelled: isCancelled)
    }
}
