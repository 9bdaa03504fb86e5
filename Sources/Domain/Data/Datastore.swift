/// A place for data. Every workspace has `workspaceblobstore` and `workspaceartifactstore`, folders on this box.
package struct Datastore: Codable, Sendable {
    package let workspace: WorkspaceName
    package let name: DatastoreName
    /// The folder's absolute path.
    package let path: String

    package init(workspace: WorkspaceName, name: DatastoreName, path: String) {
        self.workspace = workspace
        self.name = name
        self.path = path
    }

    package static let blobStore: DatastoreName = "workspaceblobstore"
    package static let artifactStore: DatastoreName = "workspaceartifactstore"
    /// All that Azure gives every workspace.
    package static let builtIn: [DatastoreName] = [
        blobStore, artifactStore, "workspacefilestore", "workspaceworkingdirectory",
    ]
}
