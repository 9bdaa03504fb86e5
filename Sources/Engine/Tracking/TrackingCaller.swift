package import Domain

/// Who asks the tracking API, and in which workspace.
package struct TrackingCaller: Sendable {
    package let principal: Principal
    package let workspace: WorkspaceName
    /// For a job: the experiment of its run, which it does not leave.
    package let experiment: ExperimentID?

    package init(principal: Principal, workspace: WorkspaceName, experiment: ExperimentID? = nil) {
        self.principal = principal
        self.workspace = workspace
        self.experiment = experiment
    }
}

/// The caller is known and may not do this: 403 on the wire.
package struct TrackingDenied: Error, Sendable {
    package let message: String

    package init(message: String) {
        self.message = message
    }
}
