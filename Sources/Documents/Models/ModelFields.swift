import Domain

/// The fields of a model, the same when it has a file of its own and when a deployment writes it in place.
enum ModelFields {
    struct Draft {
        var name: ModelName?
        var version: String?
        var type: ModelType = .custom
        var location: DataLocation?
        var description: String?
        var tags: [String: String] = [:]
        var properties: [String: String] = [:]
        var stage: String?
    }

    static func fields(isNamed: Bool) -> [Field<Draft>] {
        [
            .name("name", \.name, rule: .asset("model"), required: isNamed),
            .version("version", \.version),
            .choice("type", \.type),
            .value("path", \.location, required: isNamed) { $0.location($1, "path") },
            .text("description", \.description),
            .textMap("tags", \.tags),
            .textMap("properties", \.properties),
            .text("stage", \.stage),
            .ignored("flavors"), .ignored("datastore"), .ignored("system_metadata"),
            .ignored("allowed_deployment_templates"), .ignored("default_deployment_template"),
            .readOnly("id"), .readOnly("job_name"), .readOnly("latest_version"), .readOnly("utc_time_created"),
            .readOnly("intellectual_property"), .readOnly("creation_context"),
        ]
    }

    static func spec(_ draft: Draft, name: ModelName) -> ModelSpec {
        ModelSpec(
            name: draft.name ?? name, version: draft.version, type: draft.type,
            location: draft.location ?? .local("/"), description: draft.description, tags: draft.tags,
            properties: draft.properties, stage: draft.stage)
    }
}
