/// A pool of nodes that jobs run on: an `amlcompute` cluster, or the built-in `local` target.
package struct Compute: Codable, Sendable {
    package let workspace: WorkspaceName
    package var spec: ComputeSpec
    package var provisioningState: ProvisioningState
    package var nodes: [ComputeNode]
    /// What differs from what was asked, e.g. a size clipped to the box.
    package var warnings: [String]
    /// What of it takes no new jobs; nil when all of it does.
    package var drain: Drain?
    package var creation: CreationContext

    package var name: ComputeName { spec.name }

    package init(
        workspace: WorkspaceName, spec: ComputeSpec, provisioningState: ProvisioningState, nodes: [ComputeNode] = [],
        warnings: [String] = [], drain: Drain? = nil, creation: CreationContext
    ) {
        self.workspace = workspace
        self.spec = spec
        self.provisioningState = provisioningState
        self.nodes = nodes
        self.warnings = warnings
        self.drain = drain
        self.creation = creation
    }

    /// The name every workspace knows without creating it.
    package static let localName: ComputeName = "local"
}
