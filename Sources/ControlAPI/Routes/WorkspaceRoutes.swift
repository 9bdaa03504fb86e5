package import Domain

package enum WorkspaceRoutes {
    package static let create = ControlRoute<WorkspaceSpec, Workspace>(.post, "/v1/workspaces")
    /// `group` narrows the list.
    package static let list = ControlRoute<Nothing, [Workspace]>(.get, "/v1/workspaces")
    package static let show = ControlRoute<Nothing, Workspace>(.get, "/v1/workspaces/{workspace}")
    package static let update = ControlRoute<WorkspaceEdit, Workspace>(.patch, "/v1/workspaces/{workspace}")
    /// `force=true` also ends and removes what lives in it.
    package static let delete = ControlRoute<Nothing, Nothing>(.delete, "/v1/workspaces/{workspace}")
    /// What a studio opens with; `jobs=N` bounds the jobs (else 500).
    package static let snapshot = ControlRoute<Nothing, WorkspaceSnapshot>(.get, "/v1/workspaces/{workspace}/snapshot")

    package static let createGroup = ControlRoute<ResourceGroupSpec, ResourceGroup>(.post, "/v1/groups")
    package static let listGroups = ControlRoute<Nothing, [ResourceGroup]>(.get, "/v1/groups")
    package static let showGroup = ControlRoute<Nothing, ResourceGroup>(.get, "/v1/groups/{group}")
    /// `force=true` also deletes its workspaces.
    package static let deleteGroup = ControlRoute<Nothing, Nothing>(.delete, "/v1/groups/{group}")
}

/// What `az group create` asks for.
package struct ResourceGroupSpec: Codable, Sendable {
    package let name: ResourceGroupName
    package let location: String
    package let tags: [String: String]

    package init(name: ResourceGroupName, location: String, tags: [String: String] = [:]) {
        self.name = name
        self.location = location
        self.tags = tags
    }
}
