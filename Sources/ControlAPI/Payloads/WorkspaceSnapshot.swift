package import Domain

/// All that a studio shows of a workspace, read at one moment. Events after `status.lastEvent` tell what changed since.
package struct WorkspaceSnapshot: Codable, Sendable {
    package let status: EngineStatus
    package let workspaces: [Workspace]
    package let computes: [Compute]
    /// The newest jobs, at most the `jobs` asked for; `JobRoutes.summaries` has the rest.
    package let jobs: [JobSummary]
    package let jobCount: Int
    package let models: [ModelVersion]
    package let endpoints: [EndpointDetails]
    package let deployments: [OnlineDeployment]

    package init(
        status: EngineStatus, workspaces: [Workspace], computes: [Compute], jobs: [JobSummary], jobCount: Int,
        models: [ModelVersion], endpoints: [EndpointDetails], deployments: [OnlineDeployment]
    ) {
        self.status = status
        self.workspaces = workspaces
        self.computes = computes
        self.jobs = jobs
        self.jobCount = jobCount
        self.models = models
        self.endpoints = endpoints
        self.deployments = deployments
    }
}
