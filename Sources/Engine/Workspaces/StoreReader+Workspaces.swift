package import Domain
package import Store

extension StoreReader {
    /// The workspace, or `notFound` with what may have been meant.
    package func requireWorkspace(_ name: WorkspaceName) throws -> Workspace {
        if let workspace = try workspace(named: name) { return workspace }
        let known = try workspaces().values.map(\.name.rawValue)
        throw AtelierError(
            .notFound, "there is no workspace '\(name.rawValue.neutralised)'",
            hint: Suggestion.text(for: name.rawValue, among: known) ?? "see 'atelier workspace list'",
            subject: "workspace \(name)")
    }

    func requireGroup(_ name: ResourceGroupName) throws -> ResourceGroup {
        if let group = try resourceGroup(named: name) { return group }
        let known = try resourceGroups().values.map(\.name.rawValue)
        throw AtelierError(
            .notFound, "there is no resource group '\(name.rawValue.neutralised)'",
            hint: Suggestion.text(for: name.rawValue, among: known)
                ?? "create it with 'az group create --name \(name.rawValue.neutralised)'",
            subject: "resource group \(name)")
    }
}

extension WorkspaceName {
    package var reference: ResourceReference {
        ResourceReference(kind: "workspace", name: rawValue, workspace: self)
    }
}
