package import Domain
import FoundationEssentials
import GRDB

extension StoreReader {
    package func workspace(named name: WorkspaceName) throws -> Workspace? {
        try document(
            Workspace.self, sql: "SELECT document FROM workspace WHERE name = ?", [name.rawValue],
            subject: "workspace \(name)")
    }

    /// By name; all of them, or those of one group.
    package func workspaces(in group: ResourceGroupName? = nil) throws -> Records<Workspace> {
        try documents(
            Workspace.self, noun: "workspace",
            sql: """
                SELECT name, document FROM workspace WHERE ?1 IS NULL OR resource_group = ?1 ORDER BY name
                """,
            [group?.rawValue])
    }

    package func resourceGroup(named name: ResourceGroupName) throws -> ResourceGroup? {
        try document(
            ResourceGroup.self, sql: "SELECT document FROM resource_group WHERE name = ?", [name.rawValue],
            subject: "resource group \(name)")
    }

    package func resourceGroups() throws -> Records<ResourceGroup> {
        try documents(
            ResourceGroup.self, noun: "resource group", sql: "SELECT name, document FROM resource_group ORDER BY name", [])
    }
}
