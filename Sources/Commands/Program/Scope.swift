package import Domain

/// Where a resource lives, as Azure's ids say it.
package struct Scope: Sendable, Hashable {
    package let group: ResourceGroupName
    package let workspace: WorkspaceName

    package init(group: ResourceGroupName, workspace: WorkspaceName) {
        self.group = group
        self.workspace = workspace
    }

    package init(of workspace: Workspace) {
        self.init(group: workspace.resourceGroup, workspace: workspace.name)
    }

    /// There is one subscription on a box, and it has no number.
    package static let subscription = "00000000-0000-0000-0000-000000000000"

    package static func id(ofGroup group: ResourceGroupName) -> String {
        "/subscriptions/\(subscription)/resourceGroups/\(group)"
    }

    /// The workspace's id.
    package var id: String {
        "\(Self.id(ofGroup: group))/providers/Microsoft.MachineLearningServices/workspaces/\(workspace)"
    }

    /// The id of something in the workspace: `id("jobs", "brave_fox")`.
    package func id(_ parts: String...) -> String {
        ([id] + parts).joined(separator: "/")
    }
}
