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
        router.on(WorkspaceRoutes.update) { request, edit in
            try await workspaces.update(request.workspace, edit, by: request.person)
        }
        router.on(WorkspaceRoutes.delete) { request in
            try await workspaces.delete(request.workspace, force: request.flag("force"), by: request.person)
            return Nothing()
        }
        router.on(WorkspaceRoutes.snapshot) { try await snapshot(of: $0.workspace, jobs: $0.number("jobs"), engine) }
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

    /// The last event's number is read before all else: what changes meanwhile may be both in the snapshot and among
    /// the events after it, but is never in neither.
    private static func snapshot(
        of workspace: WorkspaceName, jobs limit: Int64?, _ engine: Engine
    ) async throws -> WorkspaceSnapshot {
        let status = try await engine.status()
        let filter = JobSummaryFilter(limit: limit.map(Int.init) ?? JobSummaryFilter.pageLength)
        async let workspaces = engine.workspaces.list()
        async let computes = engine.computes.list(in: workspace)
        async let jobs = engine.jobs.summaries(in: workspace, filter)
        async let jobCount = engine.jobs.listedCount(in: workspace)
        async let models = engine.models.list(in: workspace)
        let endpoints = try await engine.endpoints.list(in: workspace)
        var deployments: [OnlineDeployment] = []
        for endpoint in endpoints {
            do {
                deployments += try await engine.endpoints.listDeployments(of: endpoint.name, in: workspace)
            } catch let error as AtelierError where error.code == .notFound {
                continue  // Deleted since the list was read; the events tell.
            }
        }
        return try await WorkspaceSnapshot(
            status: status, workspaces: workspaces, computes: computes, jobs: jobs, jobCount: jobCount, models: models,
            endpoints: endpoints.map { EndpointDoor.details(of: $0, engine) }, deployments: deployments)
    }
}
