import Synchronization

/// Trains what recipes say on a training set, and scores it on rows that were held out.
package struct Trial: Sendable {
    /// Runs a body for each number below a count, maybe several at once, and returns when all are through.
    package typealias Parallel = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

    package let set: TrainingSet
    let trees: (any TreeLearner)?
    let threads: Int
    let cache: FeatureCache
    let parallel: Parallel

    /// - Parameters:
    ///   - trees: who grows trees; nil where no library does.
    ///   - threads: that a tree learner may use for each fold.
    ///   - cache: shared by the trials of a set.
    ///   - parallel: runs folds, or looks at columns, side by side; one after the other by default.
    package init(
        _ set: TrainingSet, trees: (any TreeLearner)?, threads: Int = 1, cache: FeatureCache = FeatureCache(),
        parallel: @escaping Parallel = { count, body in (0..<count).forEach(body) }
    ) {
        self.set = set
        self.trees = trees
        self.threads = threads
        self.cache = cache
        self.parallel = parallel
    }

    /// Scores the recipe on each split, and fits it on all rows at last. Asks `isCancelled` between folds and between rounds of
    /// trees, and throws `CancellationError` when it says so; `TrialFault` and `TableFault` when the recipe cannot be trained.
    package func run(
        _ recipe: Recipe, isCancelled: @Sendable () -> Bool = { false }, progress: @Sendable (TrialProgress) -> Void = { _ in }
    ) throws -> TrialOutcome {
        let found = Mutex<[Int: Result<Scored, any Error>]>([:])
        parallel(set.splits.count) { split in
            // One that failed is enough.
            let isOver = found.withLock { $0.values.contains { if case .failure = $0 { true } else { false } } }
            guard !isOver else { return }
            let result = Result { try score(recipe, split, isCancelled, progress) }
            found.withLock { $0[split] = result }
        }
        let results = try found.withLock { $0 }.sorted { $0.key < $1.key }.map { try $0.value.get() }
        // Whoever runs folds side by side leaves out those that nobody wants any more.
        guard results.count == set.splits.count else { throw CancellationError() }
        let heldOut = TrialOutcome.HeldOut(
            rows: set.splits.flatMap(\.validation),
            splits: set.splits.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element.validation.count) },
            answers: Matrix(
                rows: results.reduce(0) { $0 + $1.answers.rows }, columns: max(1, set.targets.classCount),
                values: results.flatMap(\.answers.values)))
        let (scores, foldScores) = set.scores(heldOut)
        guard scores[set.problem.metric.rawValue] != nil else {
            let name = set.problem.metric.rawValue
            throw TrialFault("\(name) cannot be told of these rows: hold out more of them, or take another primary metric")
        }
        if isCancelled() { throw CancellationError() }
        let rounds = results.compactMap(\.rounds)
        let mean = rounds.isEmpty ? nil : max(1, (rounds.reduce(0, +) + rounds.count / 2) / rounds.count)
        // Beside a validation table the model that was scored is the final one.
        let model = try results[0].model ?? fitted(recipe, split: nil, rounds: mean, isCancelled)
        return TrialOutcome(
            recipe: recipe, scores: scores, foldScores: foldScores, heldOut: heldOut, model: set.forecast?.model(model) ?? model,
            rounds: mean)
    }

    private struct Scored {
        let answers: Matrix
        /// Of trees, where they stop early.
        let rounds: Int?
        /// Where it was trained on all rows that may be trained on.
        let model: LearnedModel?
    }

    private func score(
        _ recipe: Recipe, _ split: Int, _ isCancelled: @Sendable () -> Bool, _ progress: @Sendable (TrialProgress) -> Void
    ) throws -> Scored {
        if isCancelled() { throw CancellationError() }
        let validation = set.splits[split].validation
        let targets = set.targets.values
        if let method = SeriesMethod(recipe.algorithm) {
            let answers = try source(recipe).answers(method, validation, isCancelled)
            tell(split, answers, progress)
            return Scored(answers: answers, rounds: nil, model: nil)
        }
        let entry = try features(recipe, split)
        let predictor = try estimator(recipe).fit(
            entry.training, trained(split), weights: weights(of: split),
            watched: (entry.validation, validation.map { targets[$0] }), isCancelled: isCancelled)
        let answers = predictor.predict(entry.validation, isCancelled: isCancelled)
        if isCancelled() { throw CancellationError() }
        guard answers.values.allSatisfy(\.isFinite) else {
            let name = recipe.algorithm.rawValue
            throw TrialFault("\(name) answers with what is no finite number: scale the features, or penalise more")
        }
        tell(split, answers, progress)
        return Scored(
            answers: answers,
            rounds: recipe.algorithm.stopsEarly ? predictor.rounds(treesPerRound: recipe.treeParameters.treesPerRound) : nil,
            model: set.splits[split].training.count == set.finalRows.count ? .pipeline(entry.features, predictor) : nil)
    }

    private func tell(_ split: Int, _ answers: Matrix, _ progress: @Sendable (TrialProgress) -> Void) {
        let score = set.scores(set.splits[split].validation, answers)[set.problem.metric.rawValue]
        progress(TrialProgress(fold: split + 1, count: set.splits.count, score: score))
    }

    private func source(_ recipe: Recipe) throws(TrialFault) -> ForecastSource {
        guard let source = set.forecast else {
            throw TrialFault("\(recipe.algorithm.rawValue) goes on with series: it is for a forecasting")
        }
        return source
    }

    /// A model of a split's training rows; of all rows without one. It answers the set's features.
    func fitted(_ recipe: Recipe, split: Int?, rounds: Int?, _ isCancelled: @Sendable () -> Bool) throws -> LearnedModel {
        if let method = SeriesMethod(recipe.algorithm) {
            let source = try source(recipe)
            return try source.baseline(method, upTo: split.map { source.folds[$0].cutoff }, isCancelled)
        }
        let entry = try features(recipe, split)
        let predictor = try estimator(recipe).fit(
            entry.training, trained(split), weights: weights(of: split), rounds: rounds, isCancelled: isCancelled)
        return .pipeline(entry.features, predictor)
    }

    private func features(_ recipe: Recipe, _ split: Int?) throws -> FeatureCache.Entry {
        try cache.entry(key(recipe, split ?? -1)) {
            let fitter = FeatureFitter(
                set.plan, isScaled: recipe.isScaled, oneHotLimit: recipe.oneHotLimit, fillsMissing: recipe.fillsMissing,
                seed: set.problem.seed)
            let (features, matrix) = try fitter.fit(split.map { set.parts[$0].training } ?? set.table, fitted(to: split))
            let validation =
                try split.map { try features.transform(set.parts[$0].validation) } ?? Matrix(rows: 0, columns: matrix.columns)
            return FeatureCache.Entry(features: features, training: matrix, validation: validation)
        }
    }

    private func trained(_ split: Int?) -> [Double] {
        let targets = set.targets.values
        return split.map { set.splits[$0].training.map { targets[$0] } } ?? targets
    }

    private func fitted(to split: Int?) -> FeatureFitter.Targets {
        let targets = trained(split)
        let labels = set.targets.labels
        return labels.isEmpty ? .numbers(targets) : .classes(targets.map { Int($0) }, names: labels)
    }

    private func weights(of split: Int?) -> [Double]? {
        set.weights.map { weights in split.map { set.splits[$0].training.map { weights[$0] } } ?? weights }
    }

    private func key(_ recipe: Recipe, _ split: Int) -> FeatureCache.Key {
        FeatureCache.Key(
            split: split, isScaled: recipe.isScaled, oneHotLimit: recipe.oneHotLimit, fillsMissing: recipe.fillsMissing)
    }

    private func estimator(_ recipe: Recipe) -> RecipeEstimator {
        RecipeEstimator(
            recipe: recipe, classCount: set.targets.classCount, seed: set.problem.seed, trees: trees, threads: threads)
    }
}

extension Predictor {
    /// Of trees, a round being one for each sum.
    func rounds(treesPerRound: Int) -> Int? {
        guard case .trees(let forest) = self else { return nil }
        return forest.trees.count / max(1, forest.bases.count * treesPerRound)
    }
}
