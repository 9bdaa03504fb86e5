/// Judges a new deployment by what it and the one beside it did at the same time: goes on, holds or goes back. A value:
/// it is fed windows and asked for a verdict after each.
package struct RolloutJudge: Sendable {
    let limits: RolloutLimits
    private let whenInconclusive: RolloutSpec.Inconclusive
    package private(set) var step: RolloutStep
    /// Sums over the step.
    private(set) var seconds = 0.0
    private(set) var candidate = RolloutActivity()
    private(set) var baseline = RolloutActivity()
    /// Evidence that is gathered over the whole rollout, since the same deployments are compared.
    private(set) var errors = SequentialTest()
    private(set) var rejections = SequentialTest()
    private(set) var disagreements = SequentialTest()
    private(set) var crashes = SequentialTest()
    private(set) var comparisons = ShadowTally()
    private(set) var drift = ScoreDrift()
    private(set) var memory: MemoryWatch
    private var baselineMemory: MemoryWatch
    private(set) var crashed = (candidate: 0, baseline: 0)
    private(set) var latency: LatencyWatch
    private(set) var psi: Double?

    package init(_ spec: RolloutSpec, step: RolloutStep) {
        limits = spec.limits
        whenInconclusive = spec.whenInconclusive
        self.step = step
        memory = MemoryWatch(spec.limits)
        baselineMemory = MemoryWatch(spec.limits)
        latency = LatencyWatch(spec.limits, size: Self.latencySamples(step))
    }

    /// The next step begins, or the same again.
    package mutating func begin(_ next: RolloutStep) {
        step = next
        seconds = 0
        candidate = RolloutActivity()
        baseline = RolloutActivity()
        latency = LatencyWatch(limits, size: Self.latencySamples(next))
    }

    package mutating func take(_ window: RolloutWindow) {
        seconds += window.seconds
        candidate.add(window.candidate)
        baseline.add(window.baseline)
        compare(window)
        latency.take(window)
        memory.take(window.candidate)
        baselineMemory.take(window.baseline)
        comparisons.add(window.comparisons)
        disagreements.observe(
            window.comparisons.disagreed, of: window.comparisons.compared, chance: limits.disagreement)
        if !window.scores.isEmpty {
            for pair in window.scores { drift.add(pair) }
            psi = drift.index
        }
    }

    private mutating func compare(_ window: RolloutWindow) {
        let (new, old) = (window.candidate, window.baseline)
        errors.observe(new.errors, of: new.errors + old.errors, chance: Self.share(new.answered, old.answered))
        // Copies that find no room are nobody's loss.
        let isLive = step.kind == .live
        let (newRejected, oldRejected) = (new.rejected + (isLive ? new.refused : 0), old.rejected + (isLive ? old.refused : 0))
        rejections.observe(
            newRejected, of: newRejected + oldRejected,
            chance: Self.share(new.answered + (isLive ? new.refused : 0), old.answered + (isLive ? old.refused : 0)))
        crashes.observe(new.crashes, of: new.crashes + old.crashes, chance: Self.share(new.answered, old.answered))
        crashed.candidate += new.crashes
        crashed.baseline += old.crashes
    }

    private static func share(_ new: Int, _ old: Int) -> Double {
        new + old == 0 ? 0 : Double(new) / Double(new + old)
    }

    /// So many that at least three windows close before the step is over.
    private static func latencySamples(_ step: RolloutStep) -> Int {
        max(10, min(30, step.minSamples / 4))
    }

    package var evidence: RolloutEvidence {
        RolloutEvidence(
            seconds: seconds, samplesNeeded: step.minSamples, candidate: candidate, baseline: baseline,
            errorProbability: errors.probability, rejectionProbability: rejections.probability,
            slowWindows: latency.slow, comparisons: comparisons, psi: psi)
    }

    package func verdict() -> RolloutVerdict {
        if let reason = reasonToGoBack { return RolloutVerdict(.rollback, reason, evidence) }
        let obstacles = obstacles
        if obstacles.isEmpty, seconds >= Double(step.minTime) {
            return RolloutVerdict(.advance, "nothing speaks against it: \(summary)", evidence)
        }
        guard seconds >= Double(step.maxTime) else {
            return RolloutVerdict(.wait, obstacles.first ?? "the step lasts \(step.minTime) s", evidence)
        }
        let reason = "nothing is proved after \(step.maxTime) s: \(obstacles.joined(separator: "; "))"
        return RolloutVerdict(whenInconclusive == .hold ? .hold : .rollback, reason, evidence)
    }

    var isMemoryRunaway: Bool { memory.isRunaway && !baselineMemory.isRunaway }
}
