/// A rollout and what is known of the step that runs.
package struct RolloutReport: Codable, Sendable, Hashable {
    package let rollout: Rollout
    /// What the last judgement said; nil before the first one of a step, and when the rollout is over.
    package let latest: RolloutVerdict?

    package init(rollout: Rollout, latest: RolloutVerdict?) {
        self.rollout = rollout
        self.latest = latest
    }

    /// The newest evidence there is.
    package var evidence: RolloutEvidence? { latest?.evidence ?? rollout.verdicts.last?.evidence }
}

/// What a person may do to a rollout that runs.
package enum RolloutAction: String, Codable, Sendable, CaseIterable {
    /// Stay at this step.
    case hold
    /// Begin the step again, and go on.
    case resume
    /// All traffic to the new deployment now.
    case promote
    /// Back to the traffic there was before.
    case abort
}
