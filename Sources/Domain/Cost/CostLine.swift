package import FoundationEssentials

/// What something has cost so far by the price list of VM sizes: a yardstick for what Azure would ask, not a bill.
package struct CostLine: Codable, Sendable, Hashable {
    package let kind: CostKind
    package let name: String
    /// The VM size it was reckoned by last; nil where the box itself was used, which has no price.
    package let size: String?
    /// Of all its nodes together.
    package let nodeHours: Double
    /// US dollars.
    package let cost: Double
    /// It goes on costing.
    package let isRunning: Bool
    package let since: Date?

    package init(
        kind: CostKind, name: String, size: String?, nodeHours: Double, cost: Double, isRunning: Bool, since: Date?
    ) {
        self.kind = kind
        self.name = name
        self.size = size
        self.nodeHours = nodeHours
        self.cost = cost
        self.isRunning = isRunning
        self.since = since
    }
}

/// What costs are told by.
package enum CostKind: String, Codable, Sendable, CaseIterable {
    case compute, job, endpoint
}
