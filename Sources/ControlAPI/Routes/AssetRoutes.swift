package import Domain

package enum EnvironmentRoutes {
    private static let all = "/v1/workspaces/{workspace}/environments"

    package static let create = ControlRoute<EnvironmentSpec, EnvironmentAsset>(.post, all)
    package static let list = ControlRoute<Nothing, [EnvironmentAsset]>(.get, all)
    /// `version` and `label` choose; without either the latest.
    package static let show = ControlRoute<Nothing, EnvironmentAsset>(.get, all + "/{environment}")
}

package enum ModelRoutes {
    private static let all = "/v1/workspaces/{workspace}/models"

    package static let create = ControlRoute<ModelSpec, ModelVersion>(.post, all)
    /// All versions, newest first; `name` narrows.
    package static let list = ControlRoute<Nothing, [ModelVersion]>(.get, all)
    /// `version` and `label` choose; without either the latest.
    package static let show = ControlRoute<Nothing, ModelDetails>(.get, all + "/{model}")
    /// `isArchived` for one version, or for all when `version` is absent.
    package static let archive = ControlRoute<ArchiveChange, [ModelVersion]>(.post, all + "/{model}/archive")
    package static let update = ControlRoute<ModelEdit, ModelVersion>(.patch, all + "/{model}/versions/{version}")
    /// Removes one version that no deployment uses. Its number is never used again.
    package static let delete = ControlRoute<Nothing, Nothing>(.delete, all + "/{model}/versions/{version}")
}

/// What a person may change about a model version; nil leaves it.
package struct ModelEdit: Codable, Sendable {
    package let description: String?
    /// Replaces all tags.
    package let tags: [String: String]?
    package let stage: String?

    package init(description: String? = nil, tags: [String: String]? = nil, stage: String? = nil) {
        self.description = description
        self.tags = tags
        self.stage = stage
    }
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
    package static let list = ControlRoute<Nothing, [DataAsset]>(.get, all)
    package static let show = ControlRoute<Nothing, DataAsset>(.get, all + "/{data}")
}
