/// What somebody asked to register as a component (`az ml component create`): work with declared inputs and outputs,
/// for pipelines to use.
package struct ComponentSpec: Sendable, Hashable {
    package var name: ComponentName
    /// Nil asks for the next number.
    package var version: String?
    package var displayName: String?
    package var description: String?
    package var tags: [String: String]
    /// A map as it is written.
    package var properties: JSONValue
    /// Whether the same inputs make the same outputs, so that a pipeline may use those of an earlier run.
    package var isDeterministic: Bool
    package var inputs: [String: ComponentInput]
    package var outputs: [String: ComponentOutput]
    package var work: ComponentWork

    package init(
        name: ComponentName, version: String? = nil, displayName: String? = nil, description: String? = nil,
        tags: [String: String] = [:], properties: JSONValue = [:], isDeterministic: Bool = true,
        inputs: [String: ComponentInput] = [:], outputs: [String: ComponentOutput] = [:], work: ComponentWork
    ) {
        self.name = name
        self.version = version
        self.displayName = displayName
        self.description = description
        self.tags = tags
        self.properties = properties
        self.isDeterministic = isDeterministic
        self.inputs = inputs
        self.outputs = outputs
        self.work = work
    }
}

extension ComponentSpec: Codable {
    private enum Key: CodingKey {
        case name, version, displayName, description, tags, properties, isDeterministic, inputs, outputs
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try values.decode(ComponentName.self, forKey: .name),
            version: try values.decodeIfPresent(String.self, forKey: .version),
            displayName: try values.decodeIfPresent(String.self, forKey: .displayName),
            description: try values.decodeIfPresent(String.self, forKey: .description),
            tags: try values.decode([String: String].self, forKey: .tags),
            properties: try values.decode(JSONValue.self, forKey: .properties),
            isDeterministic: try values.decode(Bool.self, forKey: .isDeterministic),
            inputs: try values.decode([String: ComponentInput].self, forKey: .inputs),
            outputs: try values.decode([String: ComponentOutput].self, forKey: .outputs),
            work: try ComponentWork(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encodeIfPresent(version, forKey: .version)
        try values.encodeIfPresent(displayName, forKey: .displayName)
        try values.encodeIfPresent(description, forKey: .description)
        try values.encode(tags, forKey: .tags)
        try values.encode(properties, forKey: .properties)
        try values.encode(isDeterministic, forKey: .isDeterministic)
        try values.encode(inputs, forKey: .inputs)
        try values.encode(outputs, forKey: .outputs)
        try work.encode(to: encoder)
    }
}
