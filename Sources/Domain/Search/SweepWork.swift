/// A sweep: a command run many times with parameters drawn from a search space (`sweepJob.schema.json`).
package struct SweepWork: Codable, Sendable {
    /// What every trial runs: its command and variables may hold `${{search_space.NAME}}`. The sweep's inputs and outputs are in it.
    package var trial: CommandWork
    package var searchSpace: [String: SearchDistribution]
    package var sampling: SweepSampling
    package var objective: SweepObjective
    package var earlyTermination: EarlyTermination?
    package var limits: SweepLimits

    package init(
        trial: CommandWork, searchSpace: [String: SearchDistribution], sampling: SweepSampling, objective: SweepObjective,
        earlyTermination: EarlyTermination? = nil, limits: SweepLimits = SweepLimits()
    ) {
        self.trial = trial
        self.searchSpace = searchSpace
        self.sampling = sampling
        self.objective = objective
        self.earlyTermination = earlyTermination
        self.limits = limits
    }
}

/// How parameters are drawn (`sampling_algorithm`).
package enum SweepSampling: Codable, Sendable, Hashable {
    package enum Rule: String, Codable, Sendable, CaseIterable {
        case random, sobol
    }

    /// `logBase` is what the bounds of `loguniform` are powers of; nil is e.
    case random(rule: Rule, seed: Int?, logBase: Double?)
    /// All combinations of choices.
    case grid
    case bayesian
}

package struct SweepObjective: Codable, Sendable, Hashable {
    package enum Goal: String, Codable, Sendable, CaseIterable {
        case minimize, maximize
    }

    package var goal: Goal
    /// The key of the metric that trials log.
    package var metric: String

    package init(goal: Goal, metric: String) {
        self.goal = goal
        self.metric = metric
    }
}

package struct SweepLimits: Codable, Sendable, Hashable {
    package var maxTotalTrials: Int
    /// Nil for as many as its compute has nodes.
    package var maxConcurrentTrials: Int?
    /// Seconds of the whole sweep.
    package var timeout: Int?
    /// Seconds of each trial.
    package var trialTimeout: Int?

    package init(
        maxTotalTrials: Int = 1000, maxConcurrentTrials: Int? = nil, timeout: Int? = nil, trialTimeout: Int? = nil
    ) {
        self.maxTotalTrials = maxTotalTrials
        self.maxConcurrentTrials = maxConcurrentTrials
        self.timeout = timeout
        self.trialTimeout = trialTimeout
    }
}
