package import FoundationEssentials

/// What was decided about a rollout, and on what.
package struct RolloutVerdict: Codable, Sendable, Hashable {
    package enum Decision: String, Codable, Sendable, CaseIterable {
        /// Nothing yet: it goes on as it is.
        case wait
        case advance
        case hold
        case rollback
    }

    package let decision: Decision
    /// One sentence.
    package let reason: String
    package let evidence: RolloutEvidence
    /// The index of the step that was judged.
    package var step: Int
    package var at: Date

    package init(
        _ decision: Decision, _ reason: String, _ evidence: RolloutEvidence, step: Int = 0,
        at: Date = Date(timeIntervalSince1970: 0)
    ) {
        self.decision = decision
        self.reason = reason
        self.evidence = evidence
        self.step = step
        self.at = at
    }
}
