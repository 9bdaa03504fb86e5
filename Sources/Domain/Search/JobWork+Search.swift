extension JobWork {
    /// The metric that a search's trials are compared by; nil for work that is no search.
    package var objective: SweepObjective? {
        switch self {
        case .sweep(let work): work.objective
        case .automl(let work): work.objective
        case .command, .trial: nil
        }
    }

    /// At most so many trials; nil for work that is no search.
    package var trialLimit: Int? {
        switch self {
        case .sweep(let work): work.limits.maxTotalTrials
        case .automl(let work): work.limits.maxTrials
        case .command, .trial: nil
        }
    }

    /// At most so many at once; nil leaves it to the compute.
    package var concurrentTrials: Int? {
        switch self {
        case .sweep(let work): work.limits.maxConcurrentTrials
        case .automl(let work): work.limits.maxConcurrentTrials
        case .command, .trial: nil
        }
    }
}

extension AutoMLWork {
    package var objective: SweepObjective {
        SweepObjective(goal: isHigherBetter ? .maximize : .minimize, metric: primaryMetric)
    }
}

extension SweepObjective {
    package var isHigherBetter: Bool { goal == .maximize }

    /// The better of two scores; one that is not there is worse than any.
    package func isBetter(_ score: Double?, than other: Double?) -> Bool {
        guard let score, score.isFinite else { return false }
        guard let other, other.isFinite else { return true }
        return isHigherBetter ? score > other : score < other
    }
}

extension SearchProgress {
    /// Of the trials that have completed, the one with the best score; the first of those that are as good.
    package static func best(among trials: [SearchTrial], by objective: SweepObjective) -> SearchTrial? {
        var best: SearchTrial?
        for trial in trials where trial.status == .completed && objective.isBetter(trial.score, than: best?.score) {
            best = trial
        }
        return best
    }
}
