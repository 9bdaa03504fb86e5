import ControlAPI
import Domain
import Engine
import Hummingbird

/// Routes of workspaces and the resource groups they lie in.
enum WorkspaceDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        let workspaces = engine.workspaces
        router.on(WorkspaceRoutes.create) { try await workspaces.create($1, by: $0.person) }
        router.on(WorkspaceRoutes.list) { request in
            try await workspaces.list(group: request.text("group").map { ResourceGroupName($0) })
        }
        router.on(WorkspaceRoutes.show) { try await workspaces.show($0.workspace) }
        router.on(WorkspaceRoutes.delete) { request in
            try await workspaces.delete(request.workspace, force: request.flag("force"), by: request.person)
            return Nothing()
        }
        router.on(WorkspaceRoutes.createGroup) { request, group in
            try await workspaces.createGroup(
                group.name, location: group.location, tags: group.tags, by: request.person)
        }
        router.on(WorkspaceRoutes.listGroups) { _ in try await workspaces.listGroups() }
        router.on(WorkspaceRoutes.showGroup) { try await workspaces.showGroup($0.id("group")) }
        router.on(WorkspaceRoutes.deleteGroup) { request in
            try await workspaces.deleteGroup(
                request.id("group"), force: request.flag("force"), by: request.person)
            return Nothing()
        }
    }
}
