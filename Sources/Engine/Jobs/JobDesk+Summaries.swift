package import Domain
import Store

extension JobDesk {
    /// A page of jobs as a list shows them, newest first, with the reasons of those that wait as of now.
    package func summaries(
        in workspace: WorkspaceName, _ filter: JobSummaryFilter = JobSummaryFilter()
    ) async throws -> [JobSummary] {
        let records = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return try reader.jobSummaries(in: workspace, matching: filter)
        }
        var summaries = context.reporting(records)
        let waiting = summaries.indices.filter { summaries[$0].status == .queued }
        for (compute, indices) in Dictionary(grouping: waiting, by: { summaries[$0].compute }) {
            guard let cluster = try await computes.cluster(named: compute, in: workspace) else { continue }
            let reasons = await cluster.reasons(of: Set(indices.map { summaries[$0].name }))
            for index in indices {
                summaries[index].reason = reasons[summaries[index].name] ?? summaries[index].reason
            }
        }
        return summaries
    }

    /// How many jobs of the workspace are not archived.
    package func listedCount(in workspace: WorkspaceName) async throws -> Int {
        try await context.store.read { try $0.listedJobCount(in: workspace) }
    }
}
