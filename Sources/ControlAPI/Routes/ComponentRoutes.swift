package import Domain

package enum ComponentRoutes {
    private static let all = "/v1/workspaces/{workspace}/components"

    package static let create = ControlRoute<ComponentSpec, ComponentRegistration>(.post, all)
    /// All versions, newest first; `name` and `archived` narrow.
    package static let list = ControlRoute<Nothing, [Component]>(.get, all)
    /// `version` and `label` choose; without either the latest.
    package static let show = ControlRoute<Nothing, Component>(.get, all + "/{component}")
    /// `isArchived` for one version, or for all when `version` is absent.
    package static let archive = ControlRoute<ArchiveChange, [Component]>(.post, all + "/{component}/archive")
    package static let update = ControlRoute<AssetEdit, Component>(.patch, all + "/{component}/versions/{version}")
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, all + "/{component}/versions/{version}")
}

/// A component, and what its code's snapshot left out.
package struct ComponentRegistration: Codable, Sendable {
    package let component: Component
    package let warnings: [String]

    package init(component: Component, warnings: [String]) {
        self.component = component
        self.warnings = warnings
    }
}
