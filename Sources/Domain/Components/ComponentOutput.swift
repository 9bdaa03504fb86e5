/// An output a component declares.
package struct ComponentOutput: Codable, Sendable, Hashable {
    package var type: PortType
    package var description: String?
    package var mode: OutputMode?

    package init(type: PortType, description: String? = nil, mode: OutputMode? = nil) {
        self.type = type
        self.description = description
        self.mode = mode
    }
}
