/// The data of a problem, ready to be learnt from: features and targets row by row, and which rows are held out.
package struct TrainingSet: Sendable {
    /// Columns that features may be made of: without the target, the weights and the splits.
    package let table: Table
    /// What becomes of each of them.
    package let plan: FeaturePlan
    package let targets: TrainingTargets
    package let weights: [Double]?
    /// One where rows are held out, else one for each fold.
    package let splits: [Split]
    /// What the model is fitted on at last: all rows, but for those of a validation table.
    package let finalRows: [Int]
    /// The row of the data, from 0, that each row here was; rows of a validation table come after those of the training table.
    package let sourceRows: [Int]
    package let guardrails: [Guardrail]
    /// What a person should know of how features are made, a sentence each.
    package let featureNotes: [String]
    /// Nil but for a forecasting.
    package let forecast: ForecastSource?
    let problem: AutoMLProblem
    /// The tables of each split, made once.
    let parts: [(training: Table, validation: Table)]

    package var rows: Int { table.rows }
    package var isHoldout: Bool { splits.count == 1 }

    /// Of all targets: what Azure normalises errors by. Nil for classes.
    package var range: ClosedRange<Double>? {
        if let forecast { return forecast.panel.range }
        guard case .numbers(let values) = targets, let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }

    /// The columns that a model is asked with, row by row of the data.
    package var asked: Table { forecast?.asked ?? table }

    /// A few rows, to show what a request to the model is like; of a forecasting the next periods after the data.
    package var example: Table {
        let rows = forecast?.example ?? table
        return rows.selecting(Array(0..<min(5, rows.rows)))
    }

    /// The place of the positive label.
    package var positive: Int? { problem.positiveLabel.flatMap { targets.labels.firstIndex(of: $0) } }

    /// - Parameter validation: rows that trials are scored on, instead of folds or a share.
    package init(_ table: Table, validation: Table? = nil, _ problem: AutoMLProblem) throws(TableFault) {
        guard problem.metric.tasks.contains(problem.task) else {
            let others = PrimaryMetric.allCases.filter { $0.tasks.contains(problem.task) }.map(\.rawValue)
            throw TableFault(
                """
                the primary metric '\(problem.metric.rawValue)' is none of a \(problem.task.rawValue): \
                take \(others.joined(separator: ", "))
                """)
        }
        if problem.task == .forecasting {
            self = try Self.forecasts(table, validation: validation, problem)
            return
        }
        let whole = try validation.map { other throws(TableFault) in try Self.joined(table, other) } ?? table
        let target = try Self.column(problem.target, "the target", in: whole)
        let kept = Self.rowsWithTargets(target)
        guard !kept.isEmpty else { throw TableFault("no row has a target", column: problem.target) }
        let targets =
            problem.task == .classification
            ? TrainingTargets(classes: target, rows: kept)
            : try TrainingTargets(numbers: target, rows: kept, name: problem.target)
        if case .classes(let labels, _) = targets, labels.count < 2 {
            throw TableFault("all rows have the class '\(labels[0])': there is nothing to tell apart", column: problem.target)
        }
        if let label = problem.positiveLabel, problem.task == .classification, !targets.labels.contains(label) {
            let labels = targets.labels.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
            throw TableFault("the positive label '\(label)' does not occur; there are \(labels)", column: problem.target)
        }
        weights = try problem.weightColumn.map { name throws(TableFault) in try Self.weights(name, in: whole, kept) }
        let aside = [problem.target, problem.weightColumn].compactMap(\.self) + problem.featurization.splitColumns
        guard whole.names.contains(where: { !aside.contains($0) }) else {
            throw TableFault("there is no column but the target: nothing to learn from")
        }
        let rows = kept.count == whole.rows ? whole : whole.selecting(kept)
        plan = try FeaturePlanner(problem.featurization).plan(rows, target: problem.target)
        // What is called numeric must be: told here, it is told once, and not by every trial.
        for decision in plan.decisions {
            if case .number = decision.treatment { _ = try rows[decision.name]?.numbers(named: decision.name) }
        }
        let features = try rows.dropping(Set(aside))
        let fixed = validation == nil ? nil : kept.firstIndex { $0 >= table.rows } ?? kept.count
        let splits = try Self.splits(problem, targets, rows, fixed: fixed)
        self.table = features
        self.targets = targets
        self.splits = splits
        self.problem = problem
        forecast = nil
        featureNotes = plan.unguardedNotes
        finalRows = Array(0..<(fixed ?? kept.count))
        sourceRows = kept
        parts = splits.map { (features.selecting($0.training), features.selecting($0.validation)) }
        guardrails = Self.guardrails(
            features, targets, problem, left: whole.rows - kept.count, splits, isTable: validation != nil)
    }

    static func rowsWithTargets(_ column: Column) -> [Int] {
        switch column {
        case .numbers(let values): values.indices.filter { !values[$0].isNaN }
        case .texts(let column): column.codes.indices.filter { column.codes[$0] >= 0 }
        }
    }

    static func column(_ name: String, _ what: String, in table: Table) throws(TableFault) -> Column {
        if let column = table[name] { return column }
        if table.names.count == 1, table.names[0].contains(where: { ";\t|".contains($0) }) {
            throw TableFault(
                "there is no such column for \(what): the cells are not separated by commas, so describe the file by an MLTable", column: name)
        }
        let nearest = table.names.min { EditDistance.between($0, name) < EditDistance.between($1, name) }
        let hint = nearest.flatMap { EditDistance.between($0, name) <= max(2, name.count / 3) ? ": did you mean '\($0)'?" : nil }
        let names = table.names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
        throw TableFault("there is no such column for \(what)\(hint ?? "; the data has \(names)")", column: name)
    }

    static func weights(_ name: String, in table: Table, _ rows: [Int]) throws(TableFault) -> [Double] {
        guard case .numbers(let values) = try column(name, "the weights", in: table) else {
            throw TableFault("weights are numbers, and the column has texts", column: name)
        }
        if let row = rows.first(where: { !(values[$0] >= 0) || values[$0].isInfinite }) {
            throw TableFault("row \(row + 1) has no weight of 0 or more", column: name)
        }
        guard rows.contains(where: { values[$0] > 0 }) else { throw TableFault("all weights are 0", column: name) }
        return rows.map { values[$0] }
    }
}

/// How far one name is from another: letters to add, leave out or change (Levenshtein 1965), capitals aside.
enum EditDistance {
    static func between(_ one: String, _ other: String) -> Int {
        let (one, other) = (Array(one.lowercased()), Array(other.lowercased()))
        var last = Array(0...other.count)
        for (row, letter) in one.enumerated() {
            var next = [row + 1]
            for (column, rival) in other.enumerated() {
                next.append(min(last[column] + (letter == rival ? 0 : 1), last[column + 1] + 1, next[column] + 1))
            }
            last = next
        }
        return last[other.count]
    }
}
