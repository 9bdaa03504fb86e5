import Glibc

/// The numbers behind a verdict.
package struct RolloutEvidence: Codable, Sendable, Hashable {
    /// One side's figures in the step that was judged.
    package struct Side: Codable, Sendable, Hashable {
        package let answered: Int
        package let errors: Int
        package let rejected: Int
        package let crashes: Int
        /// Milliseconds; nil when nothing was answered.
        package let p50: Double?
        package let p99: Double?
        package let memory: ByteCount?

        package init(_ activity: RolloutActivity) {
            answered = activity.answered
            errors = activity.errors
            rejected = activity.rejected
            crashes = activity.crashes
            p50 = activity.latencies.isEmpty ? nil : activity.latencies.milliseconds(quantile: 0.5)
            p99 = activity.latencies.isEmpty ? nil : activity.latencies.milliseconds(quantile: 0.99)
            memory = activity.memory
        }

        /// Percent.
        package var errorRate: Double { answered == 0 ? 0 : 100 * Double(errors) / Double(answered) }
    }

    /// Seconds of the step so far.
    package let seconds: Double
    package let samplesNeeded: Int
    package let candidate: Side
    package let baseline: Side
    /// How likely chance alone is to have made the candidate's failed, and refused, answers more frequent.
    package let errorProbability: Double
    package let rejectionProbability: Double
    /// Windows in a row in which it was slow.
    package let slowWindows: Int
    package let comparisons: ShadowTally
    /// Nil while there are too few scores.
    package let psi: Double?

    package init(
        seconds: Double, samplesNeeded: Int, candidate: RolloutActivity, baseline: RolloutActivity,
        errorProbability: Double, rejectionProbability: Double, slowWindows: Int, comparisons: ShadowTally, psi: Double?
    ) {
        self.seconds = seconds
        self.samplesNeeded = samplesNeeded
        self.candidate = Side(candidate)
        self.baseline = Side(baseline)
        self.errorProbability = errorProbability
        self.rejectionProbability = rejectionProbability
        self.slowWindows = slowWindows
        self.comparisons = comparisons
        self.psi = psi
    }

    package var samples: Int { candidate.answered }
}

extension RolloutEvidence {
    /// As events and the command line show it.
    package var value: JSONValue {
        .members([
            "seconds": .double(Self.short(seconds)), "samples": JSONValue(samples),
            "samples_needed": JSONValue(samplesNeeded), "candidate": candidate.value, "baseline": baseline.value,
            "error_probability": .double(Self.short(errorProbability)),
            "rejection_probability": .double(Self.short(rejectionProbability)),
            "slow_windows": JSONValue(slowWindows), "compared": JSONValue(comparisons.compared),
            "disagreed": JSONValue(comparisons.disagreed),
            "disagreement_ratio": comparisons.disagreement.map { .double(Self.short($0)) },
            "psi": psi.map { .double(Self.short($0)) },
        ])
    }

    /// Four digits.
    fileprivate static func short(_ number: Double) -> Double {
        guard number != 0, number.isFinite else { return 0 }
        let scale = pow(10, 3 - floor(log10(abs(number))))
        return scale.isFinite ? (number * scale).rounded() / scale : number
    }
}

extension RolloutEvidence.Side {
    fileprivate var value: JSONValue {
        .members([
            "answered": JSONValue(answered), "errors": JSONValue(errors), "rejected": JSONValue(rejected),
            "crashes": JSONValue(crashes), "p50_ms": p50.map { .double(RolloutEvidence.short($0)) },
            "p99_ms": p99.map { .double(RolloutEvidence.short($0)) }, "memory_bytes": memory.map { JSONValue($0.bytes) },
        ])
    }
}
