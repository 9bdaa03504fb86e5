package import Domain

/// A service that keeps things in workspaces which cannot simply be deleted with the rows: running jobs, endpoints.
package protocol WorkspaceResident: Sendable {
    /// What stands in the way of deleting the workspace, e.g. "2 jobs are running"; empty when nothing does.
    func occupants(of workspace: WorkspaceName) async throws -> [String]
    /// Ends whatever `occupants` names, and returns when it has ended.
    func evict(from workspace: WorkspaceName, by person: String) async throws
}
