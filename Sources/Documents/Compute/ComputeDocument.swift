package import Domain

/// A compute cluster (`amlCompute.schema.json`).
package enum ComputeDocument: Document {
    package static let noun = "compute"
    package static let schemas: Set<String> = ["amlcompute", "compute"]
    private static let unsupported = ["kubernetes", "virtualmachine", "synapsespark"]

    package static func blank() -> ComputeSpec { ComputeSpec(name: "") }

    package static var fields: [Field<ComputeSpec>] {
        [
            .readOnly("$schema"),
            .name("name", \.name, rule: .asset("compute"), required: true),
            .choice("type", \.type, required: true),
            .size("size", \.size),
            .integer("min_instances", \.minInstances, in: 0...10_000),
            .integer("max_instances", \.maxInstances, in: 0...10_000),
            .integer("idle_time_before_scale_down", \.idleTimeBeforeScaleDown, in: 0...longestTime),
            .choice("tier", \.tier).kept,
            .text("location", \.location).kept,
            .text("description", \.description),
            .textMap("tags", \.tags),
            .ignored("identity"), .ignored("network_settings"), .ignored("ssh_settings"),
            .ignored("ssh_public_access_enabled"), .ignored("enable_node_public_ip"), .ignored("resource_id"),
            .readOnly("id"), .readOnly("created_on"), .readOnly("provisioning_state"),
            .readOnly("provisioning_errors"), .readOnly("creation_context"),
        ]
    }

    package static func recognises(_ root: DocumentNode, reading: Reading) -> Bool {
        if let type = root["type"], let text = type.scalar?.text.lowercased(), unsupported.contains(text) {
            reading.diagnostics.error(
                "compute type \(text) is not supported yet", at: type.position, hint: "use amlcompute or computeinstance",
                code: .unsupported)
            return false
        }
        if let type = root["type"], ComputeKind.of(type) == .instance {
            reading.diagnostics.error("this describes a compute instance, not a cluster", at: type.position)
            return false
        }
        return SchemaName.accepts(root, for: schemas, noun: noun, reading: reading)
    }

    package static func finish(_ draft: ComputeSpec, root: DocumentNode, reading: Reading) -> ComputeSpec {
        if draft.minInstances > draft.maxInstances {
            let place = (root["min_instances"] ?? root["max_instances"] ?? root).position
            reading.diagnostics.error(
                "\"min_instances\" is \(draft.minInstances), more than \"max_instances\", which is "
                    + "\(draft.maxInstances)", at: place)
        }
        return draft
    }
}
