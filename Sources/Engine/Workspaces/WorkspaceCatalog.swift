package import Domain
import FoundationEssentials
import LinuxSystem
import Logging
import Store

/// Workspaces and the resource groups they lie in. Group `default` with workspace `default` is there from the first
/// start.
package actor WorkspaceCatalog {
    let context: EngineContext
    private var residents: [any WorkspaceResident] = []

    package init(context: EngineContext) {
        self.context = context
    }

    /// Makes sure that the default group and workspace exist, and removes what an interrupted deletion left. Called
    /// once, before anything else.
    package func start() async throws {
        if try await context.store.read({ try $0.resourceGroup(named: ResourceGroup.defaultName) }) == nil {
            try await createGroup(ResourceGroup.defaultName, location: Self.location, by: EngineContext.engineActor)
        }
        if try await context.store.read({ try $0.workspace(named: Workspace.defaultName) }) == nil {
            try await create(WorkspaceSpec(name: Workspace.defaultName), by: EngineContext.engineActor)
        }
        removeTrash()
    }

    /// Has this service asked before a workspace is deleted.
    package func register(_ resident: any WorkspaceResident) {
        residents.append(resident)
    }

    /// Creates the workspace, or updates the one of the same name, as `az ml workspace create` does. Throws `notFound`
    /// for an unknown group and `conflict` when the name is taken in another one.
    @discardableResult
    package func create(_ spec: WorkspaceSpec, by person: String) async throws -> Workspace {
        try NameRule.asset("workspace").check(spec.name.rawValue)
        let now = context.clock.now()
        return try await context.write { transaction in
            let group = try transaction.requireGroup(spec.resourceGroup ?? ResourceGroup.defaultName)
            let existing = try transaction.workspace(named: spec.name)
            if let existing, let asked = spec.resourceGroup, existing.resourceGroup != asked {
                throw AtelierError(
                    .conflict,
                    "workspace '\(spec.name)' exists in resource group '\(existing.resourceGroup)' already",
                    hint: "choose another name: a workspace's name is unique on the box",
                    subject: "workspace \(spec.name)")
            }
            let workspace = Workspace(
                name: spec.name, resourceGroup: existing?.resourceGroup ?? group.name,
                location: spec.location ?? existing?.location ?? group.location,
                displayName: spec.displayName ?? existing?.displayName ?? spec.name.rawValue,
                description: spec.description ?? existing?.description,
                tags: spec.tags.isEmpty ? existing?.tags ?? [:] : spec.tags,
                creation: existing?.creation.modified(at: now, by: person) ?? CreationContext(at: now, by: person))
            try transaction.save(workspace)
            try transaction.append(
                existing == nil ? "workspace.created" : "workspace.updated", about: spec.name.reference, by: person,
                at: now, after: ["resource_group": .string(workspace.resourceGroup.rawValue)])
            return workspace
        }
    }

    /// Changes how the workspace is shown and described. Throws `notFound`.
    @discardableResult
    package func update(_ name: WorkspaceName, _ edit: WorkspaceEdit, by person: String) async throws -> Workspace {
        let now = context.clock.now()
        return try await context.write { transaction in
            let current = try transaction.requireWorkspace(name)
            var workspace = current
            if let text = edit.displayName { workspace.displayName = text.isEmpty ? name.rawValue : text }
            if let text = edit.description { workspace.description = text.isEmpty ? nil : text }
            workspace.tags = edit.tags ?? current.tags
            workspace.creation = current.creation.modified(at: now, by: person)
            try transaction.save(workspace)
            try transaction.append(
                "workspace.updated", about: name.reference, by: person, at: now, before: current.edited,
                after: workspace.edited)
            return workspace
        }
    }

    package func show(_ name: WorkspaceName) async throws -> Workspace {
        try await context.store.read { try $0.requireWorkspace(name) }
    }

    /// Throws `notFound`, with what may have been meant, unless the workspace exists.
    package func require(_ name: WorkspaceName) async throws {
        _ = try await show(name)
    }

    /// By name; of one group, or all.
    package func list(group: ResourceGroupName? = nil) async throws -> [Workspace] {
        let records = try await context.store.read { reader in
            if let group { _ = try reader.requireGroup(group) }
            return try reader.workspaces(in: group)
        }
        return context.reporting(records)
    }

    /// Deletes the workspace and everything in it. Throws `invalidState` while jobs run or endpoints exist in it,
    /// unless `force` says to end them first.
    package func delete(_ name: WorkspaceName, force: Bool = false, by person: String) async throws {
        try await require(name)
        if name == Workspace.defaultName {
            throw AtelierError(
                .invalidState, "the workspace 'default' cannot be deleted",
                hint: "it is where commands go that name no workspace", subject: "workspace default")
        }
        try await vacate(name, force: force, by: person)
        let now = context.clock.now()
        try await context.write { transaction in
            try transaction.deleteWorkspace(named: name)
            try transaction.append("workspace.deleted", about: name.reference, by: person, at: now)
        }
        discardFolder(of: name)
    }

    private func vacate(_ name: WorkspaceName, force: Bool, by person: String) async throws {
        for resident in residents {
            if force {
                try await resident.evict(from: name, by: person)
                continue
            }
            let occupants = try await resident.occupants(of: name)
            guard occupants.isEmpty else {
                throw AtelierError(
                    .invalidState,
                    "workspace '\(name)' is in use: \(occupants.joined(separator: "; "))",
                    hint: "end them first, or delete the workspace with --all-resources",
                    subject: "workspace \(name)")
            }
        }
    }

    /// Moves the folder aside at once, so that a new workspace of the name starts empty, and removes it in its own time.
    private func discardFolder(of name: WorkspaceName) {
        let folder = context.home.workspace(name)
        let trash = "\(trashPrefix)\(UUID().uuidString)"
        guard FileManager.default.fileExists(atPath: folder) else { return }
        do {
            try FileManager.default.moveItem(atPath: folder, toPath: trash)
        } catch {
            context.logger.error(
                "cannot remove the folder of a deleted workspace",
                metadata: ["folder": "\(folder)", "error": "\(error)"])
            return
        }
        removeTrash()
    }

    private var trashPrefix: String { context.home.root + "/workspaces/.deleted-" }

    private func removeTrash() {
        let parent = context.home.root + "/workspaces"
        let logger = context.logger
        Task {
            do {
                try await BlockingWork.run {
                    guard try FileStamp.of(parent) != nil else { return }
                    for name in try FileTree.names(in: parent) where name.hasPrefix(".deleted-") {
                        try FileCopy.remove("\(parent)/\(name)")
                    }
                }
            } catch {
                logger.warning("cannot empty the trash", metadata: ["error": "\(error)"])
            }
        }
    }

    static let location = "local"
}

extension Workspace {
    /// What the journal keeps of what a person may change.
    fileprivate var edited: JSONValue {
        [
            "description": description.map { .string($0) } ?? .null,
            "display_name": displayName.map { .string($0) } ?? .null,
            "tags": .object(tags.mapValues { .string($0) }),
        ]
    }
}
