package import Domain
package import Store

extension StoreReader {
    /// The job, or `notFound`.
    package func requireJob(_ name: JobName, in workspace: WorkspaceName) throws -> Job {
        _ = try requireWorkspace(workspace)
        if let job = try job(named: name, in: workspace) { return job }
        throw AtelierError(
            .notFound, "there is no job '\(name.rawValue.neutralised)' in workspace '\(workspace)'",
            hint: "see 'atelier job list'", subject: "job \(name)")
    }
}
