extension TrainingSet {
    /// All of Azure's scores of a model on rows that nothing was learnt from; those without a target are left out.
    ///
    /// Throws where a column is missing, or a row has a class that the training data has not.
    package func scores(of model: LearnedModel, on table: Table) throws(TableFault) -> [String: Double] {
        if let forecast {
            return try forecastScores(of: model, on: table, forecast).filter { $0.value.isFinite }
        }
        let wanted = try known(in: table)
        let answers = try model.predict(table.selecting(wanted.rows))
        let scores =
            switch wanted.targets {
            case .numbers(let values): RegressionScores(values, predicted: answers.values, range: range).byName
            case .classes(_, let places): ClassificationScores(places, probabilities: answers, positive: positive).byName
            }
        return scores.filter { $0.value.isFinite }
    }

    /// Whether models of this data can be scored on a table, before there are any. Throws as `scores(of:on:)` does.
    package func check(test table: Table) throws(TableFault) {
        // Of a forecast the times decide, and only a model knows which it can answer.
        guard forecast == nil else { return }
        _ = try known(in: table)
        for decision in plan.decisions where decision.treatment != .dropped {
            guard let column = table[decision.name] else {
                throw TableFault("the training data has this column, and the test data has not", column: decision.name)
            }
            if case .number = decision.treatment { _ = try column.numbers(named: decision.name) }
        }
    }

    /// The rows of another table that have a target, and their targets by the places of the training data's classes.
    private func known(in table: Table) throws(TableFault) -> (rows: [Int], targets: TrainingTargets) {
        let target = try Self.column(problem.target, "the target", in: table)
        let kept = Self.rowsWithTargets(target)
        guard !kept.isEmpty else { throw TableFault("no row has a target", column: problem.target) }
        guard case .classes(let labels, _) = targets else {
            return (kept, try TrainingTargets(numbers: target, rows: kept, name: problem.target))
        }
        let own = TrainingTargets(classes: target, rows: kept)
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        var classes: [Int] = []
        for (row, place) in own.values.enumerated() {
            guard let known = places[own.labels[Int(place)]] else {
                throw TableFault(
                    "the class '\(own.labels[Int(place)])' does not occur in the training data", row: kept[row] + 1,
                    column: problem.target)
            }
            classes.append(known)
        }
        return (kept, .classes(labels: labels, places: classes))
    }

    /// All of Azure's scores of answers for some rows; what cannot be told is left out.
    func scores(_ rows: [Int], _ answers: Matrix) -> [String: Double] {
        guard !rows.isEmpty else { return [:] }
        let scores =
            switch targets {
            case .classes(_, let places):
                ClassificationScores(rows.map { places[$0] }, probabilities: answers, positive: positive).byName
            case .numbers(let values): RegressionScores(rows.map { values[$0] }, predicted: answers.values, range: range).byName
            }
        return scores.filter { $0.value.isFinite }
    }

    /// The mean of each score over the splits, and the primary one of each split. Where no split tells a score, as with one row in
    /// each, all rows together do.
    func scores(_ heldOut: TrialOutcome.HeldOut) -> (mean: [String: Double], primary: [Double?]) {
        var sums: [String: (sum: Double, count: Double)] = [:]
        var primary: [Double?] = []
        for split in splits.indices {
            let places = heldOut.splits.indices.filter { heldOut.splits[$0] == split }
            let scores = scores(places.map { heldOut.rows[$0] }, heldOut.answers.selecting(places))
            for (name, value) in scores {
                let known = sums[name] ?? (0, 0)
                sums[name] = (known.sum + value, known.count + 1)
            }
            primary.append(scores[problem.metric.rawValue])
        }
        var mean = sums.mapValues { $0.sum / $0.count }
        if mean[problem.metric.rawValue] == nil {
            mean.merge(scores(heldOut.rows, heldOut.answers)) { own, _ in own }
        }
        return (mean, primary)
    }
}
