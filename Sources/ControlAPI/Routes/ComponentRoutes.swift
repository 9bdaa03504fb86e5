package import Domain

package enum ComponentRoutes: VersionedRoutes {
    package typealias Asset = Component
    package static let all = "/v1/workspaces/{workspace}/components"
    package static let part = "component"

    package static let create = ControlRoute<ComponentSpec, ComponentRegistration>(.post, all)
    /// `version` and `label` choose; without either the latest.
    package static let show = ControlRoute<Nothing, Component>(.get, all + "/{component}")
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
