/// What somebody asked to register as a model (`az ml model create`).
package struct ModelSpec: Codable, Sendable, Hashable {
    package var name: ModelName
    /// Nil asks for the next number.
    package var version: String?
    package var type: ModelType
    package var location: DataLocation
    package var description: String?
    package var tags: [String: String]
    package var properties: [String: String]
    package var stage: String?

    package init(
        name: ModelName, version: String? = nil, type: ModelType = .custom, location: DataLocation,
        description: String? = nil, tags: [String: String] = [:], properties: [String: String] = [:],
        stage: String? = nil
    ) {
        self.name = name
        self.version = version
        self.type = type
        self.location = location
        self.description = description
        self.tags = tags
        self.properties = properties
        self.stage = stage
    }
}

package enum ModelType: String, Codable, Sendable, CaseIterable {
    case custom = "custom_model"
    case mlflow = "mlflow_model"
    case triton = "triton_model"
}
