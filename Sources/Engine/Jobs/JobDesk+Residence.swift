package import Domain
import Store

extension JobDesk: WorkspaceResident {
    package func occupants(of workspace: WorkspaceName) async throws -> [String] {
        let jobs = try await context.store.read { try $0.unfinishedJobs(in: workspace) }
        let count = jobs.values.count + jobs.unreadable.count
        return count == 0 ? [] : ["\(Counted.text(count, "job")) not yet ended"]
    }

    /// Cancels what waits or runs, and returns when all of it has ended.
    package func evict(from workspace: WorkspaceName, by person: String) async throws {
        let jobs = context.reporting(try await context.store.read { try $0.unfinishedJobs(in: workspace) })
        for job in jobs { try await cancel(job.name, in: workspace, by: person) }
        for job in jobs { _ = try await end(of: job.name, in: workspace) }
        await computes.forgetAll(in: workspace)
    }
}
