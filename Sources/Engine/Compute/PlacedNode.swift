import Domain

/// A node, and whose it is.
struct PlacedNode: Sendable, Hashable {
    let workspace: WorkspaceName
    let compute: ComputeName
    let node: ComputeNode
}
