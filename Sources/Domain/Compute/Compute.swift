package import FoundationEssentials

/// A pool of nodes that jobs run on: an `amlcompute` cluster, a compute instance, or the built-in `local` target.
package struct Compute: Codable, Sendable {
    package let workspace: WorkspaceName
    package var spec: ComputeSpec
    package var provisioningState: ProvisioningState
    package var nodes: [ComputeNode]
    /// What differs from what was asked, e.g. a size clipped to the box.
    package var warnings: [String]
    /// What of it takes no new jobs; nil when all of it does.
    package var drain: Drain?
    /// Of a compute instance: somebody stopped it. Nil in records of before there were any.
    package var isStopped: Bool?
    /// Of a compute instance with schedules. Nil in records of before they were carried out.
    package var scheduleProgress: ScheduleProgress?
    /// When each of its schedules fires next, as of the answer; nil for one that never does. Not kept.
    package var nextTimes: [Date?]?
    package var creation: CreationContext

    package var name: ComputeName { spec.name }

    package init(
        workspace: WorkspaceName, spec: ComputeSpec, provisioningState: ProvisioningState, nodes: [ComputeNode] = [],
        warnings: [String] = [], drain: Drain? = nil, isStopped: Bool? = nil, scheduleProgress: ScheduleProgress? = nil,
        creation: CreationContext
    ) {
        self.workspace = workspace
        self.spec = spec
        self.provisioningState = provisioningState
        self.nodes = nodes
        self.warnings = warnings
        self.drain = drain
        self.isStopped = isStopped
        self.scheduleProgress = scheduleProgress
        self.creation = creation
    }

    /// Nil for what cannot be started and stopped.
    package var instanceState: InstanceState? {
        guard spec.type == .computeInstance else { return nil }
        guard isStopped == true else { return .running }
        return nodes.contains { $0.job != nil } ? .stopping : .stopped
    }

    /// The name every workspace knows without creating it.
    package static let localName: ComputeName = "local"
}
