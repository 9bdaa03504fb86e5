import ControlAPI
import Domain

extension DemoRouter {
    mutating func registerWorkspaces() {
        on(EngineRoutes.status) { world, _, _ in world.status }
        on(EngineRoutes.trackingCredentials) { _, _, _ in
            TrackingCredentials(trackingURI: DemoWorld.trackingURI, token: "demonstration")
        }
        on(WorkspaceRoutes.list) { world, request, _ in
            let group = request.text("group")
            return world.workspaces.filter { group == nil || $0.resourceGroup.rawValue == group }
        }
        on(WorkspaceRoutes.show) { world, request, _ in try world.require(workspace: request.workspace) }
        on(WorkspaceRoutes.snapshot) { world, request, _ in
            try world.snapshot(of: request.workspace, jobs: try request.number("jobs") ?? JobSummaryFilter.pageLength)
        }
        on(WorkspaceRoutes.create) { world, _, spec in
            try NameRule.asset("workspace").check(spec.name.rawValue)
            guard !world.workspaces.contains(where: { $0.name == spec.name }) else {
                throw AtelierError(
                    .alreadyExists, "workspace '\(spec.name)' exists already", hint: "choose another name",
                    subject: "workspace \(spec.name)")
            }
            let made = Workspace(
                name: spec.name, resourceGroup: spec.resourceGroup ?? ResourceGroup.defaultName,
                location: spec.location ?? "local", displayName: spec.displayName, description: spec.description,
                tags: spec.tags, creation: CreationContext(at: world.now, by: world.user))
            world.workspaces.append(made)
            world.note("workspace.created", "workspace", spec.name.rawValue)
            return made
        }
        on(WorkspaceRoutes.delete) { world, request, _ in
            let name = try world.require(workspace: request.workspace).name
            guard name != world.workspace else {
                throw AtelierError(
                    .invalidState, "workspace '\(name)' is the demonstration's own and stays",
                    subject: "workspace \(name)")
            }
            world.workspaces.removeAll { $0.name == name }
            world.note("workspace.deleted", "workspace", name.rawValue)
            return Nothing()
        }
        on(WorkspaceRoutes.listGroups) { world, _, _ in world.groups }
        on(WorkspaceRoutes.showGroup) { world, request, _ in
            let name: ResourceGroupName = request.id("group")
            guard let group = world.groups.first(where: { $0.name == name }) else {
                throw AtelierError(
                    .notFound, "there is no resource group '\(name.rawValue.neutralised)'",
                    hint: DemoWorld.suggestion(name.rawValue, world.groups.map(\.name.rawValue)))
            }
            return group
        }
    }

    mutating func registerComputes() {
        on(ComputeRoutes.create) { world, _, spec in try world.create(spec) }
        on(ComputeRoutes.list) { world, request, _ in
            request.workspace == world.workspace ? world.computes : []
        }
        on(ComputeRoutes.show) { world, request, _ in
            world.computes[try world.index(ofCompute: request.id("compute"))]
        }
        on(ComputeRoutes.delete) { world, request, _ in
            try world.delete(request.id("compute") as ComputeName)
        }
        on(ComputeRoutes.start) { world, request, _ in try world.setStopped(false, request.id("compute")) }
        on(ComputeRoutes.stop) { world, request, _ in try world.setStopped(true, request.id("compute")) }
        on(ComputeRoutes.drain) { world, request, change in try world.drain(request.id("compute"), change) }
    }
}
