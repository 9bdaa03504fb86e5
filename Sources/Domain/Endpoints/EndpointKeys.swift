/// The two keys of an endpoint, 256 bits each. Never logged, never in an event, sealed at rest.
package struct EndpointKeys: Codable, Sendable, Hashable {
    package var primary: String
    package var secondary: String

    package init(primary: String, secondary: String) {
        self.primary = primary
        self.secondary = secondary
    }

    package enum Slot: String, Codable, Sendable, CaseIterable {
        case primary, secondary
    }
}

extension EndpointKeys: CustomStringConvertible, CustomReflectable {
    package var description: String { "EndpointKeys(…)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
