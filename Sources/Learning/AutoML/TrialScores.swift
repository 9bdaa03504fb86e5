extension TrainingSet {
    /// All of Azure's scores of a model on rows that nothing was learnt from; those without a target are left out.
    ///
    /// Throws where a column is missing, or a row has a class that the training data has not.
    package func scores(of model: LearnedModel, on table: Table) throws(TableFault) -> [String: Double] {
        if let forecast {
            return try forecastScores(of: model, on: table, forecast).filter { $0.value.isFinite }
        }
        let target = try Self.column(problem.target, "the target", in: table)
        let kept = Self.rowsWithTargets(target)
        guard !kept.isEmpty else { throw TableFault("no row has a target", column: problem.target) }
        let rows = table.selecting(kept)
        let answers = try model.predict(rows)
        let scores: [String: Double]
        switch targets {
        case .numbers:
            let wanted = try TrainingTargets(numbers: target, rows: kept, name: problem.target)
            scores = RegressionScores(wanted.values, predicted: answers.values, range: range).byName
        case .classes(let labels, _):
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
            scores = ClassificationScores(classes, probabilities: answers, positive: positive).byName
        }
        return scores.filter { $0.value.isFinite }
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
