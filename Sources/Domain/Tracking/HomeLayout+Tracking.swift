extension HomeLayout {
    /// The artifacts of a run: a job's lie in the job's folder, so that `azureml://jobs/J/outputs/artifacts/paths/…`
    /// sees them; those of runs that clients made, under the workspace.
    package func artifacts(of run: RunInfo) -> String {
        run.isJob
            ? job(JobName(run.id.rawValue), in: run.workspace).artifacts
            : "\(workspace(run.workspace))/tracking/runs/\(run.id)/artifacts"
    }

    /// The files of a model that is not kept in its run's folder.
    package func artifacts(of model: LoggedModel) -> String {
        "\(workspace(model.workspace))/tracking/models/\(model.id)/artifacts"
    }

    /// Where uploads wait until they are whole; on the same file system as their places.
    package var uploads: String { root + "/uploads" }
}
