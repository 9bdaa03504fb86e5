/// Which entities and attributes the filters of a noun know.
package struct SearchGrammar: Sendable {
    package enum Kind: Sendable {
        case text
        case number
        /// Text that also takes `IN` and `NOT IN`.
        case identifier
    }

    package let entities: Set<Entity>
    /// Accepted name → canonical name and kind.
    package let attributes: [String: Attribute]

    package enum Entity: Sendable {
        case metric, parameter, tag, attribute, dataset
    }

    package struct Attribute: Sendable {
        package let name: String
        package let kind: Kind
    }

    static let datasetFields: Set<String> = ["name", "digest", "context"]

    /// The entity a prefix names, or nil.
    static func entity(_ prefix: String) -> Entity? {
        switch prefix.lowercased() {
        case "metric", "metrics": .metric
        case "param", "params", "parameter", "parameters": .parameter
        case "tag", "tags": .tag
        case "attribute", "attributes", "attr", "run": .attribute
        case "dataset", "datasets": .dataset
        default: nil
        }
    }

    private init(_ entities: Set<Entity>, _ attributes: [(names: [String], kind: Kind)]) {
        self.entities = entities
        var table: [String: Attribute] = [:]
        for (names, kind) in attributes {
            for name in names { table[name] = Attribute(name: names[0], kind: kind) }
        }
        self.attributes = table
    }

    package static let runs = SearchGrammar(
        [.metric, .parameter, .tag, .attribute, .dataset],
        [
            (["run_id"], .identifier),
            (["run_name", "run name", "Run name", "Run Name"], .text),
            (["user_id", "user", "User"], .text),
            (["status"], .text),
            (["artifact_uri"], .text),
            (["start_time", "created", "Created"], .number),
            (["end_time"], .number),
        ])

    package static let experiments = SearchGrammar(
        [.tag, .attribute],
        [
            (["name"], .text), (["experiment_id"], .text), (["creation_time"], .number),
            (["last_update_time"], .number),
        ])

    package static let loggedModels = SearchGrammar(
        [.metric, .parameter, .tag, .attribute],
        [
            (["name"], .text), (["model_id"], .identifier), (["model_type"], .text), (["status"], .text),
            (["source_run_id"], .identifier), (["creation_timestamp", "creation_time"], .number),
            (["last_updated_timestamp", "last_updated_time"], .number), (["experiment_id"], .text),
        ])
}
