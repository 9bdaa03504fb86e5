/// What one side of a rollout did in a window, or in several.
package struct RolloutActivity: Sendable {
    /// Answers, and requests that failed for want of one.
    package var answered = 0
    /// Of them those with 500 and above, or none in time.
    package var errors = 0
    /// Of them those with 400 to 499.
    package var rejected = 0
    /// Not among them: more came at once than are taken (429).
    package var refused = 0
    /// Workers that ended without being asked to.
    package var crashes = 0
    package var latencies = LatencyHistogram()
    /// What the largest worker holds at the end of it; nil where that is not known.
    package var memory: ByteCount?

    package init() {}

    package mutating func add(_ next: RolloutActivity) {
        answered += next.answered
        errors += next.errors
        rejected += next.rejected
        refused += next.refused
        crashes += next.crashes
        latencies.add(next.latencies)
        memory = next.memory ?? memory
    }

    /// Percent; 0 when nothing was answered.
    package var errorRate: Double { answered == 0 ? 0 : 100 * Double(errors) / Double(answered) }
}

/// What both sides did at the same time.
package struct RolloutWindow: Sendable {
    package var seconds: Double
    package var candidate: RolloutActivity
    package var baseline: RolloutActivity
    /// What became of the answers that were compared.
    package var comparisons: ShadowTally
    /// Scores of one answer and of its copy.
    package var scores: [ScorePair]

    package init(
        seconds: Double, candidate: RolloutActivity = RolloutActivity(), baseline: RolloutActivity = RolloutActivity(),
        comparisons: ShadowTally = ShadowTally(), scores: [ScorePair] = []
    ) {
        self.seconds = seconds
        self.candidate = candidate
        self.baseline = baseline
        self.comparisons = comparisons
        self.scores = scores
    }
}
