package import Domain
import Store

extension WorkspaceCatalog {
    /// Creates the group, or updates the one of the same name, as `az group create` does.
    @discardableResult
    package func createGroup(
        _ name: ResourceGroupName, location: String?, tags: [String: String] = [:], by person: String
    ) async throws -> ResourceGroup {
        try NameRule.asset("resource group").check(name.rawValue)
        let now = context.clock.now()
        return try await context.write { transaction in
            let existing = try transaction.resourceGroup(named: name)
            let group = ResourceGroup(
                name: name, location: location ?? existing?.location ?? Self.location,
                tags: tags.isEmpty ? existing?.tags ?? [:] : tags,
                creation: existing?.creation.modified(at: now, by: person) ?? CreationContext(at: now, by: person))
            try transaction.save(group)
            try transaction.append(
                existing == nil ? "group.created" : "group.updated",
                about: ResourceReference(kind: "group", name: name.rawValue), by: person, at: now)
            return group
        }
    }

    package func showGroup(_ name: ResourceGroupName) async throws -> ResourceGroup {
        try await context.store.read { try $0.requireGroup(name) }
    }

    package func listGroups() async throws -> [ResourceGroup] {
        context.reporting(try await context.store.read { try $0.resourceGroups() })
    }

    /// Deletes the group with every workspace in it, as `az group delete` does: with `force`, jobs are cancelled and
    /// endpoints deleted first; without, the first workspace in use refuses.
    package func deleteGroup(_ name: ResourceGroupName, force: Bool = true, by person: String) async throws {
        guard name != ResourceGroup.defaultName else {
            throw AtelierError(
                .invalidState, "the resource group 'default' cannot be deleted",
                hint: "delete its workspaces one by one", subject: "resource group default")
        }
        for workspace in try await list(group: name) {
            try await delete(workspace.name, force: force, by: person)
        }
        let now = context.clock.now()
        try await context.write { transaction in
            _ = try transaction.requireGroup(name)
            let left = try transaction.workspaces(in: name)
            guard left.values.isEmpty, left.unreadable.isEmpty else {
                throw AtelierError(
                    .conflict, "resource group '\(name)' has a new workspace", hint: "delete it again",
                    subject: "resource group \(name)")
            }
            try transaction.deleteResourceGroup(named: name)
            try transaction.append(
                "group.deleted", about: ResourceReference(kind: "group", name: name.rawValue), by: person, at: now)
        }
    }
}
