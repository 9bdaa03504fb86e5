package import Domain
import GRDB

extension StoreTransaction {
    /// Adds the workspace, or replaces the one of the same name.
    package func save(_ workspace: Workspace) throws {
        try database.cachedStatement(sql: """
            INSERT INTO workspace (name, resource_group, document) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET resource_group = excluded.resource_group, document = excluded.document
            """).execute(arguments: [
                workspace.name.rawValue, workspace.resourceGroup.rawValue, try Document.encode(workspace),
            ])
    }

    /// Removes the workspace and every row that refers to it, and its experiments with all their runs, those of deleted
    /// jobs too.
    package func deleteWorkspace(named name: WorkspaceName) throws {
        let places: StatementArguments = [name.rawValue, "\(Self.trashPrefix)\(name)"]
        // No key ties points to their series: a later series of the same number would have them.
        for table in ["metric_point", "metric_bucket"] {
            try database.execute(
                sql: """
                    DELETE FROM \(table) WHERE series IN (
                        SELECT s.id FROM metric_series s JOIN run r ON r.id = s.run
                        JOIN experiment e ON e.id = r.experiment WHERE e.workspace IN (?, ?))
                    """,
                arguments: places)
        }
        try database.execute(sql: "DELETE FROM experiment WHERE workspace IN (?, ?)", arguments: places)
        try database.execute(sql: "DELETE FROM workspace WHERE name = ?", arguments: [name.rawValue])
    }

    package func save(_ group: ResourceGroup) throws {
        try database.cachedStatement(sql: """
            INSERT INTO resource_group (name, document) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET document = excluded.document
            """).execute(arguments: [group.name.rawValue, try Document.encode(group)])
    }

    /// Removes an empty group; one that still has workspaces is refused by the schema.
    package func deleteResourceGroup(named name: ResourceGroupName) throws {
        try database.execute(sql: "DELETE FROM resource_group WHERE name = ?", arguments: [name.rawValue])
    }
}
