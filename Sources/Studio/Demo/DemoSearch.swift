import Domain
import FoundationEssentials

/// A search of the demonstration: what each of its trials tries, and how well that does. A function of its seed, so that the
/// same search makes the same trials.
struct DemoSearch: Sendable {
    /// What a trial is made of.
    struct Plan: Sendable {
        var algorithm: String?
        let parameters: [String: JSONValue]
        /// How good that is, 0 to 1.
        let quality: Double
        /// Seconds it takes.
        let duration: TimeInterval
    }

    let job: JobName
    let work: JobWork
    let random: DemoRandom
    let deadline: Date?
    let notes: [String]
    /// In the order they were begun.
    var trials: [JobName] = []
    /// Of those that are over; what runs is looked at anew.
    var scores: [JobName: Double] = [:]

    /// As many measurements a trial makes.
    static let reports = 40
    /// Bad trials of a sweep are ended after this share of them.
    static let judgement = 0.4

    var kind: SearchStanding.Kind {
        if case .sweep = work { .sweep } else { .automl }
    }

    var limit: Int {
        switch work {
        case .sweep(let sweep): sweep.limits.maxTotalTrials
        case .automl(let automl): min(automl.limits.maxTrials, DemoAlgorithm.all.count)
        case .command, .trial: 0
        }
    }

    var concurrency: Int {
        switch work {
        case .sweep(let sweep): sweep.limits.maxConcurrentTrials ?? 2
        case .automl(let automl): automl.limits.maxConcurrentTrials ?? 2
        case .command, .trial: 0
        }
    }

    var metric: String {
        switch work {
        case .sweep(let sweep): sweep.objective.metric
        case .automl(let automl): automl.primaryMetric
        case .command, .trial: ""
        }
    }

    var isHigherBetter: Bool {
        switch work {
        case .sweep(let sweep): sweep.objective.goal == .maximize
        case .automl(let automl): automl.isHigherBetter
        case .command, .trial: true
        }
    }

    func plan(_ number: Int) -> Plan {
        let random = DemoRandom(random.bits(at: number), for: "trial")
        let duration = 130 + 120 * random.share(at: 1)
        guard case .sweep(let sweep) = work else {
            let algorithm = DemoAlgorithm.all[number % DemoAlgorithm.all.count]
            return Plan(
                algorithm: algorithm.name, parameters: algorithm.parameters, quality: algorithm.quality,
                duration: duration * algorithm.effort)
        }
        var parameters: [String: JSONValue] = [:]
        for (place, (name, distribution)) in sweep.searchSpace.sorted(by: { $0.key < $1.key }).enumerated() {
            let value = distribution.drawn(at: random.share(at: 10 + place))
            if case .object(let together) = value { parameters.merge(together) { $1 } } else { parameters[name] = value }
        }
        return Plan(parameters: parameters, quality: Self.quality(of: parameters, random), duration: duration)
    }

    /// Best where the learning rate is about a hundredth and the trees are neither flat nor deep.
    private static func quality(of parameters: [String: JSONValue], _ random: DemoRandom) -> Double {
        var quality = 0.75 + 0.18 * random.noise(at: 3)
        if let rate = parameters["learning_rate"]?.number, rate > 0 {
            // Two for each power of ten that it is off.
            var (off, ratio) = (0.0, max(rate / 0.02, 0.02 / rate))
            while ratio > 1.5 {
                off += 1
                ratio /= 1.5
            }
            quality -= off * 0.055
        }
        if let depth = parameters["depth"]?.number { quality -= (depth - 7).magnitude * 0.045 }
        return min(1, max(0, quality))
    }

    /// What its trials measure, the metric they are compared by last.
    func metrics(_ plan: Plan, of story: DemoStory) -> [DemoMetric] {
        guard case .automl = work else {
            let usual = story.metrics
            if usual.last?.key == metric { return usual }
            let own = usual.first { $0.key == metric } ?? DemoMetric(key: metric, start: 0.5, end: 0.9, speed: 5, noise: 0.01)
            return usual.filter { $0.key != metric } + [own]
        }
        let end = isHigherBetter ? 0.78 + 0.17 * plan.quality : 0.6 - 0.4 * plan.quality
        return [
            DemoMetric(key: "log_loss", start: 0.69, end: 0.62 - 0.34 * plan.quality, speed: 4, noise: 0.004),
            DemoMetric(key: metric, start: isHigherBetter ? end - 0.05 : end + 0.05, end: end, speed: 5, noise: 0.001),
        ]
    }
}

/// What the demonstration's automl trains, in this order.
struct DemoAlgorithm: Sendable {
    let name: String
    let parameters: [String: JSONValue]
    let quality: Double
    /// How long it takes, by what others take.
    let effort: Double

    private init(_ name: String, _ quality: Double, effort: Double = 0.5, _ parameters: [String: JSONValue] = [:]) {
        self.name = name
        self.parameters = parameters
        self.quality = quality
        self.effort = effort
    }

    static let all: [DemoAlgorithm] = [
        DemoAlgorithm("LightGBM", 0.83, ["learning_rate": .double(0.1), "n_estimators": 100, "num_leaves": 31]),
        DemoAlgorithm("XGBoostClassifier", 0.85, ["learning_rate": .double(0.1), "max_depth": 6, "n_estimators": 100]),
        DemoAlgorithm("LogisticRegression", 0.62, effort: 0.2, ["C": .double(0.5)]),
        DemoAlgorithm("RandomForest", 0.66, ["max_features": .double(0.4), "n_estimators": 200]),
        DemoAlgorithm("ExtremeRandomTrees", 0.6, ["max_features": .double(0.7), "n_estimators": 200]),
        DemoAlgorithm("SGD", 0.35, effort: 0.2, ["alpha": .double(0.0004)]),
        DemoAlgorithm("XGBoostClassifier", 0.88, ["learning_rate": .double(0.05), "max_depth": 5, "n_estimators": 300]),
        DemoAlgorithm("LightGBM", 0.79, ["learning_rate": .double(0.2), "n_estimators": 150, "num_leaves": 63]),
        DemoAlgorithm("KNN", 0.28, effort: 0.3, ["n_neighbors": 25]),
        DemoAlgorithm("DecisionTree", 0.2, effort: 0.2, ["max_depth": 9]),
        DemoAlgorithm("GradientBoosting", 0.81, ["learning_rate": .double(0.05), "max_depth": 4, "n_estimators": 250]),
        DemoAlgorithm("LogisticRegression", 0.64, effort: 0.2, ["C": .double(8)]),
        DemoAlgorithm("LightGBM", 0.87, ["learning_rate": .double(0.04), "n_estimators": 400, "num_leaves": 23]),
        DemoAlgorithm("XGBoostClassifier", 0.93, effort: 0.7, ["learning_rate": .double(0.02), "max_depth": 5, "n_estimators": 700]),
        DemoAlgorithm("RandomForest", 0.69, ["max_features": .double(0.2), "n_estimators": 500]),
        DemoAlgorithm("XGBoostClassifier", 0.74, ["learning_rate": .double(0.3), "max_depth": 9, "n_estimators": 120]),
        DemoAlgorithm("LightGBM", 0.89, ["learning_rate": .double(0.02), "n_estimators": 800, "num_leaves": 17]),
        DemoAlgorithm("ExtremeRandomTrees", 0.63, ["max_features": .double(0.3), "n_estimators": 500]),
        DemoAlgorithm("GradientBoosting", 0.84, ["learning_rate": .double(0.03), "max_depth": 5, "n_estimators": 400]),
        DemoAlgorithm("XGBoostClassifier", 0.91, effort: 0.7, ["learning_rate": .double(0.015), "max_depth": 6, "n_estimators": 800]),
        DemoAlgorithm("LightGBM", 0.86, ["learning_rate": .double(0.01), "n_estimators": 900, "num_leaves": 47]),
        DemoAlgorithm("XGBoostClassifier", 0.9, effort: 0.7, ["learning_rate": .double(0.03), "max_depth": 4, "n_estimators": 600]),
        DemoAlgorithm("VotingEnsemble", 0.97, effort: 1),
        DemoAlgorithm("StackEnsemble", 0.95, effort: 1.1),
    ]
}
