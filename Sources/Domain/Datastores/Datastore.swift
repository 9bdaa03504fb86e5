/// A place for data under a name: a folder of this box, or cloud storage that is noted and not used.
package struct Datastore: Codable, Sendable, Hashable {
    package let workspace: WorkspaceName
    package let name: DatastoreName
    package var type: DatastoreType
    /// Where it is, under Azure's names for it: `account_name`, `container_name` …; of a folder its `path`.
    package var settings: [String: String]
    package var description: String?
    package var tags: [String: String]
    /// What kind of credentials is sealed beside it.
    package var credentials: DatastoreCredentials.Kind?
    package var creation: CreationContext

    package init(
        workspace: WorkspaceName, name: DatastoreName, type: DatastoreType, settings: [String: String],
        description: String? = nil, tags: [String: String] = [:], credentials: DatastoreCredentials.Kind? = nil,
        creation: CreationContext
    ) {
        self.workspace = workspace
        self.name = name
        self.type = type
        self.settings = settings
        self.description = description
        self.tags = tags
        self.credentials = credentials
        self.creation = creation
    }

    /// The folder's absolute path; nil when it is not on this box.
    package var path: String? { type == .localFile ? settings["path"] : nil }
}

extension Datastore {
    package static let blobStore: DatastoreName = "workspaceblobstore"
    package static let artifactStore: DatastoreName = "workspaceartifactstore"
    /// All that Azure gives every workspace: folders of the engine's.
    package static let builtIn: [DatastoreName] = [
        blobStore, artifactStore, "workspacefilestore", "workspaceworkingdirectory",
    ]
    /// Where outputs go that name no place.
    package static let defaultName = blobStore

    /// Throws `invalidState` for one that every workspace has.
    package static func refuseBuiltIn(_ name: DatastoreName) throws {
        guard builtIn.contains(name) else { return }
        throw AtelierError(
            .invalidState, "datastore '\(name)' belongs to every workspace and cannot be changed",
            hint: "create one of another name", subject: "datastore \(name)")
    }
}
