import Domain
import Learning
import Scoring

/// One forest as it grows. Used by one thread; the threads of XGBoost's own may run where that one may.
final class XGBoostTraining {
    private let calls: XGBoostTrainingCalls
    private let samples: TreeSamples
    private let parameters: TreeParameters
    private let training: TrainingMatrix
    private let watched: TrainingMatrix?
    private let booster: XGBoostLibrary.Handle

    /// - Parameter matrix: of the samples, from `matrix`; nil makes one.
    init(
        _ samples: TreeSamples, _ parameters: TreeParameters, _ calls: XGBoostTrainingCalls, on matrix: TrainingMatrix? = nil
    ) throws(AtelierError) {
        self.calls = calls
        self.samples = samples
        self.parameters = parameters
        training = if let matrix { matrix } else { try Self.matrix(of: samples, parameters, calls) }
        watched = if let watched = samples.watched, parameters.patience != nil {
            try TrainingMatrix(watched.features, targets: watched.targets, weights: nil, threads: parameters.threads, calls)
        } else {
            nil
        }
        var made: XGBoostLibrary.Handle?
        let matrices: [XGBoostLibrary.Handle?] = [training.handle] + (watched.map { [$0.handle] } ?? [])
        try calls.check(calls.library.createBooster(matrices, UInt64(matrices.count), &made))
        guard let made else { throw AtelierError(.unavailable, "XGBoost \(calls.library.version) makes no booster") }
        booster = made
        for (name, value) in Self.settings(samples, parameters) { try calls.check(calls.library.setParameter(made, name, value)) }
    }

    deinit { _ = calls.library.freeBooster(booster) }

    /// The samples as XGBoost keeps them, once they are found to be sound.
    static func matrix(
        of samples: TreeSamples, _ parameters: TreeParameters, _ calls: XGBoostTrainingCalls
    ) throws(AtelierError) -> TrainingMatrix {
        try check(samples, parameters)
        return try TrainingMatrix(
            samples.features, targets: samples.targets, weights: samples.weights, threads: parameters.threads, calls)
    }

    /// Grows all rounds, or as many as the watched samples ask for; returns how many are worth keeping.
    func run(isCancelled: () -> Bool) throws -> Int {
        var best: (score: Double, rounds: Int)?
        for round in 0..<parameters.rounds {
            if isCancelled() { throw CancellationError() }
            try calls.check(calls.update(booster, Int32(round), training.handle))
            guard let watched, let patience = parameters.patience else { continue }
            let score = try score(watched, round)
            // NaN is never better.
            if best.map({ score < $0.score }) ?? !score.isNaN { best = (score, round + 1) }
            if let best, round + 1 - best.rounds >= max(1, patience) { break }
        }
        return best?.rounds ?? parameters.rounds
    }

    /// What `XGBoosterEvalOneIter` says: `[3]\twatched-rmse:0.25`.
    private func score(_ watched: TrainingMatrix, _ round: Int) throws(AtelierError) -> Double {
        var said: XGBoostLibrary.Text?
        let status = "watched".withCString { name in
            calls.evaluate(booster, Int32(round), [watched.handle], [name], 1, &said)
        }
        try calls.check(status)
        let text = said.map { String(cString: $0) } ?? ""
        guard let number = text.split(separator: ":").last, let score = Double(number.lowercased()) else {
            throw AtelierError(
                .internal, "XGBoost \(calls.library.version) gave no score of the watched samples, but '\(text.neutralised)'")
        }
        return score
    }

    /// The model as XGBoost writes it in UBJSON: numbers are as they are in memory, and a large forest is read in no time.
    func saved() throws(AtelierError) -> [UInt8] {
        var (length, bytes): (UInt64, UnsafePointer<UInt8>?) = (0, nil)
        try calls.check(calls.save(booster, "{\"format\": \"ubj\"}", &length, &bytes))
        return Array(UnsafeBufferPointer(start: bytes, count: Int(length)))
    }

    /// The trees of the first rounds.
    func forest(rounds: Int) throws(AtelierError) -> TreeForest {
        let groups = samples.classCount > 2 ? samples.classCount : 1
        let link: TreeForest.Link = samples.classCount == 0 ? .identity : samples.classCount == 2 ? .logistic : .softmax
        let file = try XGBoostFile(reading: try saved(), trees: rounds * max(1, parameters.treesPerRound) * groups)
        return file.forest(link, sums: groups, features: samples.features.columns)
    }

    // MARK: Settings

    private static func settings(_ samples: TreeSamples, _ parameters: TreeParameters) -> [(String, String)] {
        var settings = [
            ("verbosity", "0"), ("nthread", "\(max(1, parameters.threads))"), ("tree_method", "hist"),
            ("seed", "\(parameters.seed & 0x7FFF_FFFF)"), ("num_parallel_tree", "\(parameters.treesPerRound)"),
            ("learning_rate", "\(parameters.learningRate)"), ("max_depth", "\(parameters.maximumDepth)"),
            ("max_leaves", "\(parameters.maximumLeaves)"), ("min_child_weight", "\(parameters.minimumChildWeight)"),
            ("gamma", "\(parameters.minimumGain)"), ("alpha", "\(parameters.l1)"), ("lambda", "\(parameters.l2)"),
            ("subsample", "\(parameters.sampleShare)"), ("colsample_bytree", "\(parameters.featureShare)"),
            ("colsample_bylevel", "\(parameters.featureShareByLevel)"), ("colsample_bynode", "\(parameters.featureShareByNode)"),
            ("max_bin", "\(parameters.bins)"),
        ]
        if parameters.maximumLeaves > 0 { settings.append(("grow_policy", "lossguide")) }
        switch samples.classCount {
        case 0: settings += [("objective", "reg:squarederror"), ("eval_metric", "rmse")]
        case 2: settings += [("objective", "binary:logistic"), ("eval_metric", "logloss")]
        default:
            settings += [("objective", "multi:softprob"), ("num_class", "\(samples.classCount)"), ("eval_metric", "mlogloss")]
        }
        return settings
    }

    private static func check(_ samples: TreeSamples, _ parameters: TreeParameters) throws(AtelierError) {
        func refusal(_ message: String) -> AtelierError {
            AtelierError(.invalidArgument, "the trees cannot be grown: \(message)")
        }
        guard samples.features.rows > 0, samples.features.columns > 0 else {
            throw refusal("there are no samples or no features")
        }
        guard parameters.rounds > 0, parameters.treesPerRound > 0 else {
            throw refusal("there must be at least one round and one tree in it")
        }
        guard samples.classCount != 1 else { throw refusal("all samples are of one class") }
        let parts = [(samples.features, samples.targets)] + (samples.watched.map { [($0.features, $0.targets)] } ?? [])
        for (features, targets) in parts {
            guard features.rows == targets.count else {
                throw refusal("there are \(features.rows) samples and \(targets.count) targets")
            }
            guard features.columns == samples.features.columns else {
                throw refusal("the watched samples have \(features.columns) features, the others \(samples.features.columns)")
            }
            if let place = targets.firstIndex(where: { !Float($0).isFinite }) {
                throw refusal("the target of sample \(place) is missing, infinite or too large for a float")
            }
            let isClass = { (target: Double) in target >= 0 && target < Double(samples.classCount) && target == target.rounded() }
            if samples.classCount > 0, let place = targets.firstIndex(where: { !isClass($0) }) {
                throw refusal("the target of sample \(place), \(targets[place]), is none of \(samples.classCount) classes")
            }
            if let place = features.values.firstIndex(where: { Float($0).isInfinite }) {
                let name = "feature \(place % features.columns) of sample \(place / features.columns)"
                throw refusal("\(name) is infinite or too large for a float")
            }
        }
        guard samples.weights.map({ $0.count == samples.targets.count }) ?? true else {
            throw refusal("there are \(samples.targets.count) samples and \(samples.weights?.count ?? 0) weights")
        }
        if let place = samples.weights?.firstIndex(where: { !($0 >= 0 && Float($0).isFinite) }) {
            throw refusal("the weight of sample \(place) is negative, missing or infinite")
        }
    }
}
