/// Says which recipe is tried next: first a few of each algorithm that are good in general, the cheap ones before the dear ones;
/// then the algorithm that promises most for its time, near its best recipe and by a Parzen estimator in turns. It remembers
/// nothing: all follows from the seed and from what was tried, so that a search goes on where it was after a restart.
package struct TrialPlanner: Sendable {
    private let spaces: [AlgorithmSpace]
    private let portfolio: [Recipe]
    private let isHigherBetter: Bool
    private let seed: UInt64

    /// - Parameter hasTrees: whether there is a library that grows trees.
    package init(_ set: TrainingSet, hasTrees: Bool) {
        let rows = set.splits.map(\.training.count).max() ?? set.rows
        let scored = set.splits.reduce(0) { $0 + $1.validation.count }
        let time = set.forecast?.features.settings.timeColumn
        let hasTexts = zip(set.table.names, set.table.columns).contains { name, column in
            if name != time, case .texts(let texts) = column { texts.values.count > 10 } else { false }
        }
        let hasSeason = (set.forecast?.features.seasonality ?? 1) > 1
        let allowed = Self.byCost.filter { algorithm in
            guard set.problem.algorithms.contains(algorithm), algorithm.tasks.contains(set.problem.task) else { return false }
            // Without a season they are the naive one and the average.
            if !hasSeason, algorithm == .seasonalNaive || algorithm == .seasonalAverage { return false }
            // Every row that is scored is compared with every row that was trained on.
            if algorithm == .knn { return Double(rows) * Double(scored) * Double(set.table.columns.count) < 2e11 }
            return hasTrees || !algorithm.needsTrees
        }
        let spaces = allowed.map { AlgorithmSpace($0, rows: rows, hasTexts: hasTexts) }
        self.spaces = spaces
        isHigherBetter = set.problem.metric.isHigherBetter
        seed = set.problem.seed
        let most = spaces.map(\.portfolio.count).max() ?? 0
        var order = (0..<most).flatMap { place in spaces.compactMap { place < $0.portfolio.count ? $0.portfolio[place] : nil } }
        // Boosted trees are what most data end with: their second recipe follows soon, also where there is time for few.
        let boosted = order.indices.filter { order[$0].algorithm.stopsEarly }
        if boosted.count > 1 { order.insert(order.remove(at: boosted[1]), at: boosted[0] + 1) }
        portfolio = order
    }

    private static let byCost: [Algorithm] = [
        .naive, .seasonalNaive, .average, .seasonalAverage, .exponentialSmoothing, .logisticRegression, .elasticNet,
        .xgBoostClassifier, .xgBoostRegressor, .knn, .lassoLars, .multinomialNaiveBayes, .bernoulliNaiveBayes, .decisionTree,
        .gradientBoosting, .randomForest,
    ]

    /// Nil when nothing is left to try.
    ///
    /// - Parameters:
    ///   - history: finished trials in the order they ended; ensembles among them do not count.
    ///   - running: recipes that are being tried.
    package func next(history: [TrialRecord], running: [Recipe]) -> Recipe? {
        let tried = Set(history.map(\.recipe) + running)
        if let first = portfolio.first(where: { !tried.contains($0) }) { return first }
        var generator = generator(history.count + running.count)
        var rest = spaces.map { space in Candidate(space, history, isHigherBetter) }
        let best = rest.compactMap(\.best?.score).max()
        while !rest.isEmpty {
            let costs = rest.map { $0.expectedCost(best) }
            var point = Double.random(in: 0..<1, using: &generator) * costs.reduce(0) { $0 + 1 / $1 }
            let place = costs.firstIndex { point -= 1 / $0; return point < 0 } ?? costs.count - 1
            if let recipe = rest[place].next(running, tried, seed, using: &generator) { return recipe }
            rest.remove(at: place)
        }
        return nil
    }

    private func generator(_ index: Int) -> SeededGenerator {
        var mixed = SeededGenerator(seed: seed)
        return SeededGenerator(seed: mixed.next() ^ (UInt64(index) &* 0x9E6C_63D0_876A_68EF))
    }
}

/// An algorithm among those that may be next, and what its trials have shown.
private struct Candidate {
    let space: AlgorithmSpace
    /// Scores turned so that higher is better.
    let trials: [(recipe: Recipe, score: Double?, seconds: Double)]
    /// The lowest of all algorithms' scores.
    let lowest: Double

    init(_ space: AlgorithmSpace, _ history: [TrialRecord], _ isHigherBetter: Bool) {
        func turned(_ record: TrialRecord) -> Double? {
            record.score.flatMap { $0.isFinite ? (isHigherBetter ? $0 : -$0) : nil }
        }
        self.space = space
        trials = history.filter { $0.recipe.algorithm == space.algorithm }
            .map { ($0.recipe, turned($0), max(0.001, $0.seconds)) }
        lowest = history.compactMap(turned).min() ?? 0
    }

    var best: (recipe: Recipe, score: Double)? {
        trials.reduce(nil) { best, trial in
            guard let score = trial.score, score > best?.score ?? -.infinity else { return best }
            return (trial.recipe, score)
        }
    }

    /// Seconds that a better score than the best of all is likely to take (after FLAML's estimate, Wang and others 2021): as long
    /// as the last betterings took, and where it lies behind as long as the gap takes at the speed so far.
    func expectedCost(_ best: Double?) -> Double {
        guard let best, let own = self.best else {
            // All that were tried have failed: once in a while it is tried again.
            return 20 * trials.reduce(1) { $0 + $1.seconds }
        }
        var (spent, found, before) = (0.0, 0.0, 0.0)
        var (top, last) = (-Double.infinity, lowest)
        for trial in trials {
            spent += trial.seconds
            guard let score = trial.score, score > top else { continue }
            (before, found) = (found, spent)
            (last, top) = (top.isFinite ? top : lowest, score)
        }
        var cost = max(spent - found, found - before, trials[trials.count - 1].seconds)
        if own.score < best {
            let speed = max(top - last, 1e-12) / max(0.001, found - before)
            cost = max(cost, 2 * (best - own.score) / speed)
        }
        return cost
    }

    func next(
        _ running: [Recipe], _ tried: Set<Recipe>, _ seed: UInt64, using generator: inout SeededGenerator
    ) -> Recipe? {
        guard !space.space.dimensions.isEmpty else { return nil }
        // Two of three are steps from the best one; the third looks over all that is known.
        if let best, trials.count % 3 != 2 {
            for _ in 0..<30 {
                let recipe = step(from: best.recipe, using: &generator)
                if !tried.contains(recipe) { return recipe }
            }
        }
        let sampler = Sampler(space.space, rule: .bayesian, seed: seed)
        let records = trials.map { SearchRecord(space.point(of: $0.recipe), score: $0.score) }
        let points = running.filter { $0.algorithm == space.algorithm }.map { space.point(of: $0) }
        if let point = sampler.next(history: records, running: points) {
            let recipe = space.recipe(at: point)
            if !tried.contains(recipe) { return recipe }
        }
        for _ in 0..<200 {
            let shares = space.space.dimensions.map { _ in Double.random(in: 0..<1, using: &generator) }
            let recipe = space.recipe(at: space.space.point(at: shares))
            if !tried.contains(recipe) { return recipe }
        }
        return nil
    }

    /// A step in a random direction, shorter the longer nothing was better.
    private func step(from recipe: Recipe, using generator: inout SeededGenerator) -> Recipe {
        let since = trials.count - 1 - (trials.lastIndex { $0.recipe == recipe } ?? 0)
        let dimensions = space.space.dimensions
        let length = max(0.01, 0.2 * (0.85 as Double).power(since))
        let shares = zip(space.space.shares(of: space.point(of: recipe)), dimensions).map { share, dimension in
            let draw = Double.random(in: 0..<1, using: &generator)
            if dimension.distribution.isCategorical {
                return Double.random(in: 0..<1, using: &generator) < 0.15 ? draw : share
            }
            let moved = share + length * NormalQuantile.value(at: draw)
            // What would leave the space comes back in.
            return min(1 - 1e-9, max(0, moved < 0 ? -moved : moved >= 1 ? 2 - moved : moved))
        }
        return space.recipe(at: space.space.point(at: shares))
    }
}

extension Double {
    fileprivate func power(_ exponent: Int) -> Double { (0..<Swift.min(100, exponent)).reduce(1) { product, _ in product * self } }
}
