import Domain
import FoundationEssentials

extension SearchProgress {
    /// A score that can be compared; nil for what was not reported, or is no number.
    func score(of trial: SearchTrial) -> Double? { trial.score.flatMap { $0.isFinite ? $0 : nil } }

    func isBetter(_ one: Double, than other: Double) -> Bool { isHigherBetter ? one > other : one < other }

    /// The best first; then those without a score: what runs, what waits, what is over. Equals by their numbers.
    var ranked: [SearchTrial] {
        trials.sorted { left, right in
            switch (score(of: left), score(of: right)) {
            case (let one?, let other?) where one != other: isBetter(one, than: other)
            case (_?, nil): true
            case (nil, _?): false
            default: (left.status.standing, left.number) < (right.status.standing, right.number)
            }
        }
    }

    /// The one the engine names; before it names one, that with the best score.
    var bestTrial: SearchTrial? {
        if let best, let trial = trials.first(where: { $0.job == best }) { return trial }
        return ranked.first { score(of: $0) != nil }
    }

    /// What a chart's axis of scores reaches over: what was tried to its end, and the best. Trials that were ended early, or
    /// only began, are often so far off that they would leave no room for the others.
    var scoreRange: ClosedRange<Double>? {
        let completed = trials.filter { $0.status == .completed }.compactMap { score(of: $0) }
        let best = bestTrial.flatMap { score(of: $0) }
        let scores = completed.count < 2 ? trials.compactMap { score(of: $0) } : completed + [best].compactMap(\.self)
        guard let low = scores.min(), let high = scores.max() else { return nil }
        return low...high
    }

    func trial(_ job: JobName?) -> SearchTrial? { trials.first { $0.job == job } }

    var doneCount: Int { trials.count { $0.status.isFinal } }
    var queuedCount: Int { trials.count { $0.status == .queued } }
    var runningCount: Int { trials.count - doneCount - queuedCount }

    /// `maximize auc`
    var objective: String { "\(isHigherBetter ? "maximize" : "minimize") \(metric.neutralised)" }
}

extension JobStatus {
    /// What goes on stands before what waits, and that before what is over.
    fileprivate var standing: Int { isFinal ? 2 : self == .queued ? 1 : 0 }
}

extension SearchTrial {
    /// In the order of their names: `depth=6 lr=0.012`. A set of parameters that go together stands as JSON.
    var parameterText: String {
        parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.shortText)" }.joined(separator: " ")
    }

    /// What tells it from the others: `XGBoostClassifier depth=6`.
    var shortText: String { [algorithm, parameterText].compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: " ") }

    /// Seconds it ran, or has been running.
    func duration(at now: Date) -> Double? { startedAt.map { (endedAt ?? now).timeIntervalSince($0) } }
}

extension JSONValue {
    /// In few cells.
    var shortText: String {
        switch self {
        case .string(let text): text
        case .double(let number): MetricText.short(number)
        default: compactText
        }
    }

    /// Nil for what is no number: words, switches, sets.
    var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number.isFinite ? number : nil
        default: nil
        }
    }
}
