package import Domain

package enum EnvironmentRoutes {
    private static let all = "/v1/workspaces/{workspace}/environments"

    package static let create = ControlRoute<EnvironmentSpec, EnvironmentAsset>(.post, all)
    /// All versions, newest first; `name` and `archived` narrow.
    package static let list = ControlRoute<Nothing, [EnvironmentAsset]>(.get, all)
    /// `version` and `label` choose; without either the latest.
    package static let show = ControlRoute<Nothing, EnvironmentAsset>(.get, all + "/{environment}")
    /// As `show`, with what was built of it, measured, and who needs it.
    package static let details = ControlRoute<Nothing, EnvironmentDetails>(.get, all + "/{environment}/details")
    /// `isArchived` for one version, or for all when `version` is absent.
    package static let archive = ControlRoute<ArchiveChange, [EnvironmentAsset]>(.post, all + "/{environment}/archive")
    package static let update = ControlRoute<AssetEdit, EnvironmentAsset>(
        .patch, all + "/{environment}/versions/{version}")
    /// Removes one version that no job and no deployment needs. Its number is never used again. As all deletions, but
    /// that of a workspace, undone for seven days by `UndoRoutes.undo`.
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, all + "/{environment}/versions/{version}")
    /// Removes the builds that nothing in any workspace uses and answers them; with `dry-run=true` they stay.
    package static let prune = ControlRoute<Nothing, [BuiltEnvironment]>(.post, "/v1/environment-builds/prune")
}

package enum ModelRoutes {
    private static let all = "/v1/workspaces/{workspace}/models"

    package static let create = ControlRoute<ModelSpec, ModelVersion>(.post, all)
    /// All versions, newest first; `name` and `archived` narrow.
    package static let list = ControlRoute<Nothing, [ModelVersion]>(.get, all)
    /// `version` and `label` choose; without either the latest.
    package static let show = ControlRoute<Nothing, ModelDetails>(.get, all + "/{model}")
    /// `isArchived` for one version, or for all when `version` is absent.
    package static let archive = ControlRoute<ArchiveChange, [ModelVersion]>(.post, all + "/{model}/archive")
    package static let update = ControlRoute<AssetEdit, ModelVersion>(.patch, all + "/{model}/versions/{version}")
    /// Removes one version that no deployment uses. Its number is never used again.
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, all + "/{model}/versions/{version}")
}

/// A model version and where its files are on this box.
package struct ModelDetails: Codable, Sendable {
    package let model: ModelVersion
    /// The file or folder that was registered: `…/BASENAME`.
    package let path: String

    package init(model: ModelVersion, path: String) {
        self.model = model
        self.path = path
    }
}

package struct ArchiveChange: Codable, Sendable {
    package let version: String?
    package let isArchived: Bool

    package init(version: String?, isArchived: Bool) {
        self.version = version
        self.isArchived = isArchived
    }
}

package enum DataRoutes {
    private static let all = "/v1/workspaces/{workspace}/data"

    package static let create = ControlRoute<DataSpec, DataAsset>(.post, all)
    /// All versions, newest first; `name` and `archived` narrow.
    package static let list = ControlRoute<Nothing, [DataAsset]>(.get, all)
    /// `version` and `label` choose; without either the latest. `content=true` looks at what is there, which may take
    /// its time.
    package static let show = ControlRoute<Nothing, DataDetails>(.get, all + "/{data}")
    /// `isArchived` for one version, or for all when `version` is absent.
    package static let archive = ControlRoute<ArchiveChange, [DataAsset]>(.post, all + "/{data}/archive")
    package static let update = ControlRoute<AssetEdit, DataAsset>(.patch, all + "/{data}/versions/{version}")
    /// Forgets one version that no job and no other asset needs; the files stay.
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, all + "/{data}/versions/{version}")
}

/// A data asset and what lies at its location now.
package struct DataDetails: Codable, Sendable {
    package let data: DataAsset
    package let content: DataContent

    package init(data: DataAsset, content: DataContent) {
        self.data = data
        self.content = content
    }
}
