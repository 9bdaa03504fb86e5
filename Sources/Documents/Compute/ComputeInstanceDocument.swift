package import Domain

/// One machine that is started and stopped (`computeInstance.schema.json`).
package enum ComputeInstanceDocument: Document {
    package static let noun = "compute instance"
    package static let schemas: Set<String> = ["computeinstance", "compute"]

    package static func blank() -> ComputeSpec { .instance(named: "") }

    package static var fields: [Field<ComputeSpec>] {
        [
            .readOnly("$schema"),
            .name("name", \.name, rule: .asset("compute"), required: true),
            .choice("type", \.type, required: true),
            .size("size", \.size),
            .text("location", \.location).kept,
            .text("description", \.description),
            .textMap("tags", \.tags),
            .value("idle_time_before_shutdown", \.idleTimeBeforeShutdown) { $0.duration($1, "idle_time_before_shutdown") },
            .value("idle_time_before_shutdown_minutes", \.idleTimeBeforeShutdown) {
                $0.integer($1, "idle_time_before_shutdown_minutes", in: 1...1_000_000).map { $0 * 60 }
            },
            .value("schedules", \.schedules, children: ComputeScheduleFields.outline) { $0.computeSchedules($1) },
            .ignored("setup_scripts"), .ignored("custom_applications"),
            .ignored("create_on_behalf_of"), .ignored("identity"), .ignored("network_settings"),
            .ignored("ssh_settings"), .ignored("ssh_public_access_enabled"), .ignored("enable_node_public_ip"),
            .ignored("enable_os_patching"), .ignored("enable_root_access"), .ignored("enable_sso"),
            .ignored("release_quota_on_stop"), .ignored("resource_id"),
            .readOnly("id"), .readOnly("created_on"), .readOnly("provisioning_state"),
            .readOnly("provisioning_errors"), .readOnly("creation_context"), .readOnly("state"),
            .readOnly("services"), .readOnly("last_operation"), .readOnly("os_image_metadata"),
        ]
    }

    package static func recognises(_ root: DocumentNode, reading: Reading) -> Bool {
        if let type = root["type"], ComputeKind.of(type) != .instance {
            reading.diagnostics.error("this describes a cluster, not a compute instance", at: type.position)
            return false
        }
        return SchemaName.accepts(root, for: schemas, noun: noun, reading: reading)
    }

    package static func finish(_ draft: ComputeSpec, root: DocumentNode, reading: Reading) -> ComputeSpec { draft }
}
