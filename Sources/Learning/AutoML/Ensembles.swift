/// Makes one model of several trials' models, by what they answered for rows they had not seen; none is trained again.
package struct Ensembles: Sendable {
    let set: TrainingSet
    private let isCancelled: @Sendable () -> Bool
    /// Of more, only the best are looked at.
    package static let mostMembers = 15
    private static let rounds = 20
    private static let enough = 5000

    /// - Parameter isCancelled: is asked now and then; `CancellationError` is thrown when it says so.
    package init(_ set: TrainingSet, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.set = set
        self.isCancelled = isCancelled
    }

    /// Whether it was scored, on the same rows as all others; an ensemble is no member of one.
    package func canMix(_ outcome: TrialOutcome) -> Bool {
        outcome.model.core.isSingle && outcome.score(set.problem.metric) != nil
            && outcome.heldOut.rows == set.splits.flatMap(\.validation)
    }

    /// The best outcomes that can be mixed, the best first.
    private func best(_ outcomes: [TrialOutcome]) -> [TrialOutcome] {
        let metric = set.problem.metric
        let sign: Double = metric.isHigherBetter ? 1 : -1
        let order = outcomes.filter(canMix).enumerated().sorted { left, right in
            let (one, other) = (sign * (left.element.score(metric) ?? 0), sign * (right.element.score(metric) ?? 0))
            return one == other ? left.offset < right.offset : one > other
        }
        return order.prefix(Self.mostMembers).map(\.element)
    }

    /// A weighted mean (Caruana and others 2004): the member that helps most is added, again and again. The scores are of weights
    /// that were found on other rows than those they are scored on. Nil when there are fewer than two to mix.
    package func voting(_ outcomes: [TrialOutcome]) throws -> TrialOutcome? {
        let best = best(outcomes)
        guard best.count > 1 else { return nil }
        let answers = best.map(\.heldOut.answers)
        let parts = parts
        var mixed = Matrix(rows: answers[0].rows, columns: answers[0].columns)
        for part in parts.indices {
            let others = parts.indices.filter { $0 != part }.flatMap { parts[$0] }
            let weights = try self.weights(answers, others)
            let mean = LearnedModel.mean(answers.map { $0.selecting(parts[part]) }, weights)
            for (place, row) in parts[part].enumerated() {
                for column in 0..<mean.columns { mixed[row, column] = mean[place, column] }
            }
        }
        let weights = try self.weights(answers, Array(0..<answers[0].rows))
        let used = weights.indices.filter { weights[$0] > 0 }
        return outcome(
            .votingEnsemble, mixed, .voting(members: used.map { best[$0].model.core }, weights: used.map { weights[$0] }))
    }

    /// A last model over the members' answers: a logistic regression, or an elastic net. Its scores are of rows that it was not
    /// trained on. Nil when there are fewer than two to mix.
    package func stacking(_ outcomes: [TrialOutcome]) throws -> TrialOutcome? {
        let best = Array(best(outcomes).prefix(8))
        guard best.count > 1 else { return nil }
        let features = LearnedModel.sideBySide(best.map(\.heldOut.answers))
        let targets = set.targets.values
        let wanted = best[0].heldOut.rows.map { targets[$0] }
        let weights = set.weights.map { weights in best[0].heldOut.rows.map { weights[$0] } }
        let parts = parts
        var found: (outcome: TrialOutcome, score: Double)?
        for freedom in set.targets.classCount > 0 ? [0.1, 1, 10, 100] : [1] {
            var answers = Matrix(rows: features.rows, columns: max(1, set.targets.classCount))
            for part in parts.indices {
                let others = parts.indices.filter { $0 != part }.flatMap { parts[$0] }
                if isCancelled() { throw CancellationError() }
                let own = weights.map { weights in others.map { weights[$0] } }
                let last = last(features.selecting(others), others.map { wanted[$0] }, own, freedom)
                let given = last.predict(features.selecting(parts[part]))
                for (place, row) in parts[part].enumerated() {
                    for column in 0..<given.columns { answers[row, column] = given[place, column] }
                }
            }
            let whole = last(features, wanted, weights, freedom)
            let outcome = outcome(.stackEnsemble, answers, .stacking(members: best.map(\.model.core), last: whole))
            guard let score = outcome.score(set.problem.metric) else { continue }
            let turned = set.problem.metric.isHigherBetter ? score : -score
            if turned > found?.score ?? -.infinity { found = (outcome, turned) }
        }
        return found?.outcome
    }

    private func last(_ features: Matrix, _ targets: [Double], _ weights: [Double]?, _ freedom: Double) -> Predictor {
        if set.targets.classCount > 0 {
            let learner = LogisticRegression(inversePenalty: freedom, maximumRounds: 300)
            return .logistic(
                learner.fit(
                    features, targets.map { Int($0) }, classCount: set.targets.classCount, weights: weights,
                    isCancelled: isCancelled))
        }
        // The members' answers have the targets' unit, and the penalty its square.
        let mean = targets.reduce(0, +) / Double(targets.count)
        let variance = targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(targets.count)
        return .linear(ElasticNet(penalty: 1e-4 * variance, l1Ratio: 0.5).fit(features, targets, weights: weights))
    }

    /// Places of the held-out rows in at most five parts, of whole splits; where one part of the rows was held out, it is dealt
    /// out.
    private var parts: [[Int]] {
        let sizes = set.splits.map(\.validation.count)
        var start = 0
        let splits = sizes.map { size in
            start += size
            return Array(start - size..<start)
        }.filter { !$0.isEmpty }
        let dealt = splits.count > 1 ? splits : (splits.first ?? []).map { [$0] }
        let count = min(5, dealt.count)
        return (0..<count).map { part in stride(from: part, to: dealt.count, by: count).flatMap { dealt[$0] } }
    }

    /// How often each member was taken, as shares: the bag of members that scored best on the way.
    private func weights(_ answers: [Matrix], _ places: [Int]) throws -> [Double] {
        var equal = [Double](repeating: 0, count: answers.count)
        equal[0] = 1
        guard !places.isEmpty else { return equal }
        // Enough rows tell members apart; it is asked some thousand times.
        let step = max(1, places.count / Self.enough)
        let places = stride(from: 0, to: places.count, by: step).map { places[$0] }
        let metric = set.problem.metric
        let sign: Double = metric.isHigherBetter ? 1 : -1
        let rows = set.splits.flatMap(\.validation)
        let targets = set.targets.values
        let wanted = places.map { targets[rows[$0]] }
        let parts = answers.map { $0.selecting(places) }
        var sum = Matrix(rows: places.count, columns: answers[0].columns)
        var counts = [Double](repeating: 0, count: answers.count)
        var best: (counts: [Double], score: Double)?
        for round in 1...Self.rounds {
            var next: (place: Int, score: Double)?
            for place in parts.indices {
                if isCancelled() { throw CancellationError() }
                var trial = sum
                for index in trial.values.indices {
                    trial.values[index] = (trial.values[index] + parts[place].values[index]) / Double(round)
                }
                let score = sign * metric.score(wanted, trial, range: set.range)
                if score > next?.score ?? -.infinity { next = (place, score) }
            }
            guard let next else { return equal }
            counts[next.place] += 1
            for index in sum.values.indices { sum.values[index] += parts[next.place].values[index] }
            // Of those that score alike the larger bag, which leans on more members.
            if next.score >= best?.score ?? -.infinity { best = (counts, next.score) }
        }
        let taken = best?.counts ?? equal
        let total = taken.reduce(0, +)
        return taken.map { $0 / total }
    }

    private func outcome(_ algorithm: Algorithm, _ answers: Matrix, _ model: LearnedModel) -> TrialOutcome {
        let heldOut = TrialOutcome.HeldOut(
            rows: set.splits.flatMap(\.validation),
            splits: set.splits.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element.validation.count) },
            answers: answers)
        let (scores, primary) = set.scores(heldOut)
        return TrialOutcome(
            recipe: Recipe(algorithm), scores: scores, foldScores: primary, heldOut: heldOut,
            model: set.forecast?.model(model) ?? model, rounds: nil)
    }
}
