/// How soon a job is to run among those that wait for the same compute (`queue_settings`).
package struct QueueSettings: Codable, Sendable, Hashable {
    package var tier: JobTier?
    package var priority: JobPriority?

    package init(tier: JobTier? = nil, priority: JobPriority? = nil) {
        self.tier = tier
        self.priority = priority
    }

    package var isEmpty: Bool { tier == nil && priority == nil }

    /// Who has more goes first; those that have the same go in the order they came.
    package var rank: Int {
        let tiers = JobPriority.allCases.count
        return (tier?.rank ?? JobTier.standard.rank) * tiers + (priority ?? .medium).rank
    }

    /// Of a job that says nothing.
    package static let usualRank = QueueSettings().rank
}

/// Azure's tiers of serverless jobs. Nothing runs on another's machine here, so what is left of them is who waits.
package enum JobTier: String, Codable, Sendable, CaseIterable {
    case spot, basic, standard, premium

    fileprivate var rank: Int {
        switch self {
        case .spot: 0
        case .basic, .standard: 1
        case .premium: 2
        }
    }
}

/// The order among jobs of one tier.
package enum JobPriority: String, Codable, Sendable, CaseIterable {
    case low, medium, high

    fileprivate var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }
}
