import Domain
import FoundationEssentials

/// What a sweep, an automl job or a trial was asked to do, a line each.
struct WorkFacts: Sendable, Hashable {
    struct Fact: Sendable, Hashable {
        let label: String
        let value: String
    }

    private(set) var facts: [Fact] = []

    init(_ work: JobWork, properties: [String: String] = [:]) {
        switch work {
        case .command: break
        case .sweep(let sweep): add(sweep)
        case .automl(let automl): add(automl)
        case .trial(let trial): add(trial)
        }
        for (name, value) in Self.hyperparameters(properties).sorted(by: { $0.key < $1.key }) {
            add("drawn", "\(name) \(value.shortText)")
        }
    }

    /// What a sweep drew for one of its trials; none for any other job.
    static func hyperparameters(_ properties: [String: String]) -> [String: JSONValue] {
        guard let text = properties[JobProperty.hyperparameters],
            case .object(let drawn)? = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        else { return [:] }
        return drawn
    }

    private mutating func add(_ label: String, _ value: String?) {
        if let value, !value.isEmpty { facts.append(Fact(label: label, value: value)) }
    }

    // MARK: A sweep

    private mutating func add(_ work: SweepWork) {
        add("objective", "\(work.objective.goal.rawValue) \(work.objective.metric)")
        add("sampling", work.sampling.text)
        for (name, distribution) in work.searchSpace.sorted(by: { $0.key < $1.key }) {
            add("space", "\(name): \(distribution.text)")
        }
        add("ends early", work.earlyTermination?.text)
        let limits = work.limits
        add("limits", Self.limits([
            "\(limits.maxTotalTrials) trials", limits.maxConcurrentTrials.map { "\($0) at a time" },
            limits.timeout.map { "\(TimeText.duration(Double($0))) in all" },
            limits.trialTimeout.map { "\(TimeText.duration(Double($0))) a trial" },
        ]))
        add("command", work.trial.command.replacing("\n", with: " "))
    }

    private static func limits(_ parts: [String?]) -> String { parts.compactMap(\.self).joined(separator: ", ") }

    // MARK: A search by automl

    private mutating func add(_ work: AutoMLWork) {
        add("task", work.task.rawValue)
        add("target", work.targetColumn)
        add("metric", "\(work.isHigherBetter ? "maximize" : "minimize") \(work.primaryMetric)")
        add("training", Self.text(of: work.trainingData))
        let setAside = { (share: Double) in "\(MetricText.short(share * 100)) % set aside" }
        add(
            "validation",
            work.validationData.map(Self.text) ?? work.validationShare.map(setAside) ?? work.foldCount.map { "\($0) folds" })
        add("test", work.testData.map(Self.text) ?? work.testShare.map(setAside))
        if let forecasting = work.forecasting {
            add("time", forecasting.timeColumn)
            add("series", forecasting.seriesColumns.joined(separator: ", "))
            add("horizon", forecasting.horizon.map { "\($0)" } ?? "auto")
        }
        add("algorithms", work.training.allowedAlgorithms.joined(separator: ", "))
        add("without", work.training.blockedAlgorithms.joined(separator: ", "))
        add("features", work.featurization.mode.rawValue)
        let limits = work.limits
        add("limits", Self.limits([
            "\(limits.maxTrials) trials", limits.maxConcurrentTrials.map { "\($0) at a time" },
            limits.timeoutMinutes.map { "\(TimeText.duration(Double($0) * 60)) in all" },
            limits.trialTimeoutMinutes.map { "\(TimeText.duration(Double($0) * 60)) a trial" },
            limits.exitScore.map { "ends at \(MetricText.short($0))" },
        ]))
    }

    private static func text(of data: DataInput) -> String { "\(data.location)".replacing("azureml:", with: "") }

    // MARK: A trial

    private mutating func add(_ work: TrialWork) {
        add("trial", "\(work.number)")
        add("algorithm", work.algorithm)
        for (name, value) in work.parameters.sorted(by: { $0.key < $1.key }) {
            add("drawn", "\(name) \(MetricText.short(value))")
        }
        if work.isScaled { add("features", "scaled") }
        add("limits", work.timeout.map { "\(TimeText.duration(Double($0))) at most" })
    }
}

extension SearchDistribution {
    /// As YAML names it: `loguniform -9 to -2`.
    var text: String {
        func span(_ name: String, _ low: Double, _ high: Double, q: Double? = nil) -> String {
            "\(name) \(MetricText.short(low)) to \(MetricText.short(high))" + (q.map { " by \(MetricText.short($0))" } ?? "")
        }
        func bell(_ name: String, _ mu: Double, _ sigma: Double, q: Double? = nil) -> String {
            "\(name) around \(MetricText.short(mu)), sigma \(MetricText.short(sigma))" + (q.map { ", by \(MetricText.short($0))" } ?? "")
        }
        return switch self {
        case .choice(let values): "choice of " + values.map(\.shortText).joined(separator: ", ")
        case .randint(let upper): "randint below \(upper)"
        case .uniform(let min, let max): span("uniform", min, max)
        case .logUniform(let min, let max): span("loguniform", min, max)
        case .quantizedUniform(let min, let max, let q): span("quniform", min, max, q: q)
        case .quantizedLogUniform(let min, let max, let q): span("qloguniform", min, max, q: q)
        case .normal(let mu, let sigma): bell("normal", mu, sigma)
        case .logNormal(let mu, let sigma): bell("lognormal", mu, sigma)
        case .quantizedNormal(let mu, let sigma, let q): bell("qnormal", mu, sigma, q: q)
        case .quantizedLogNormal(let mu, let sigma, let q): bell("qlognormal", mu, sigma, q: q)
        }
    }
}

extension SweepSampling {
    var text: String {
        switch self {
        case .random(let rule, let seed, _):
            (rule == .sobol ? "random by sobol" : "random") + (seed.map { ", seed \($0)" } ?? "")
        case .grid: "grid"
        case .bayesian: "bayesian"
        }
    }
}

extension EarlyTermination {
    var text: String {
        let what = switch policy {
        case .banditFactor(let factor): "bandit, worse than the best by a factor of \(MetricText.short(factor))"
        case .banditAmount(let amount): "bandit, worse than the best by \(MetricText.short(amount))"
        case .medianStopping: "worse than the median"
        case .truncation(let percentage): "the worst \(percentage) %"
        }
        return what + ", at every \(interval == 1 ? "report" : "\(interval) reports")" + (delay > 0 ? " after \(delay)" : "")
    }
}
