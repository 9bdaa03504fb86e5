package import Domain

/// A workspace (`workspace.schema.json`). What names other Azure resources has no meaning on one box.
package enum WorkspaceDocument: Document {
    package static let noun = "workspace"
    package static let schemas: Set<String> = ["workspace"]

    package static func blank() -> WorkspaceSpec { WorkspaceSpec(name: "") }

    package static var fields: [Field<WorkspaceSpec>] {
        [
            .readOnly("$schema"),
            .name("name", \.name, rule: .asset("workspace"), required: true),
            .name("resource_group", \.resourceGroup, rule: .asset("resource group")),
            .text("location", \.location).kept,
            .text("display_name", \.displayName),
            .text("description", \.description),
            .textMap("tags", \.tags),
        ]
            + [
                "allow_roleassignment_on_rg", "application_insights", "container_registry", "customer_managed_key",
                "enable_data_isolation", "hbi_workspace", "identity", "image_build_compute", "key_vault",
                "managed_network", "network_acls", "primary_user_assigned_identity", "provision_network_now",
                "public_network_access", "serverless_compute", "storage_account", "system_datastores_auth_mode",
                "workspace_hub",
            ].map { .ignored($0) }
            + ["id", "discovery_url", "mlflow_tracking_uri", "creation_context"].map { .readOnly($0) }
    }

    package static func finish(_ draft: WorkspaceSpec, root: DocumentNode, reading: Reading) -> WorkspaceSpec { draft }
}
