package import Domain
import Store

extension ComputeFleet: Undeleting {
    /// With its drains, stopped if it was; its nodes are new ones.
    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        let name = ComputeName(deletion.resource.name)
        let local = local(in: workspace)
        let (compute, event) = try await context.undelete(deletion, in: workspace, by: person) {
            let compute = try $0.requireCompute(name, in: workspace, local: local)
            return (compute, after: compute.spec.summary)
        }
        try await obeyDrain(of: name, in: workspace)
        _ = await withNodes(compute)
        return Undeletion(event)
    }

    package func deleteAgain(
        _ undeletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Deletion {
        try await delete(
            ComputeName(undeletion.resource.name), in: workspace, by: person, undoing: undeletion.sequence)
    }
}
