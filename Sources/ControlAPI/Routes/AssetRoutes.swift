package import Domain

package enum EnvironmentRoutes: VersionedRoutes {
    package typealias Asset = EnvironmentAsset
    package static let all = "/v1/workspaces/{workspace}/environments"
    package static let part = "environment"

    package static let create = ControlRoute<EnvironmentSpec, EnvironmentAsset>(.post, all)
    /// `version` and `label` choose; without either the latest.
    package static let show = ControlRoute<Nothing, EnvironmentAsset>(.get, all + "/{environment}")
    /// As `show`, with what was built of it, measured, and who needs it.
    package static let details = ControlRoute<Nothing, EnvironmentDetails>(.get, all + "/{environment}/details")
    /// Removes the builds that nothing in any workspace uses and answers them; with `dry-run=true` they stay.
    package static let prune = ControlRoute<Nothing, [BuiltEnvironment]>(.post, "/v1/environment-builds/prune")
}

package enum ModelRoutes: VersionedRoutes {
    package typealias Asset = ModelVersion
    package static let all = "/v1/workspaces/{workspace}/models"
    package static let part = "model"

    package static let create = ControlRoute<ModelSpec, ModelVersion>(.post, all)
    /// `version` and `label` choose; without either the latest.
    package static let show = ControlRoute<Nothing, ModelDetails>(.get, all + "/{model}")
    /// Converts `version` (or that of `label`; without either the latest) to ONNX and registers that: `WorkReport<ConvertedModel>`
    /// as JSON lines. `new-name`, `tolerance`, `rows`, `flavor` and `environment` as in `ConversionOrder`. Hanging up
    /// gives it up.
    package static let convert = ControlRoute<Nothing, Nothing>(.post, all + "/{model}/convert")
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

package enum DataRoutes: VersionedRoutes {
    package typealias Asset = DataAsset
    package static let all = "/v1/workspaces/{workspace}/data"
    package static let part = "data"

    package static let create = ControlRoute<DataSpec, DataAsset>(.post, all)
    /// `version` and `label` choose; without either the latest. `content=true` looks at what is there, which may take
    /// its time.
    package static let show = ControlRoute<Nothing, DataDetails>(.get, all + "/{data}")
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
