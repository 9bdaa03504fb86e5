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
