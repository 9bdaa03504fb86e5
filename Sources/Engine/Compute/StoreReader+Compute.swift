import Domain
import Store

extension StoreReader {
    /// The compute, or `notFound` with what there is.
    func requireCompute(_ name: ComputeName, in workspace: WorkspaceName, local: Compute) throws -> Compute {
        if name == Compute.localName { return local }
        if let compute = try compute(named: name, in: workspace) { return compute }
        let known = try computes(in: workspace).values.map(\.name.rawValue) + [Compute.localName.rawValue]
        throw AtelierError(
            .notFound, "there is no compute '\(name.rawValue.neutralised)' in workspace '\(workspace)'",
            hint: Suggestion.text(for: name.rawValue, among: known), subject: "compute \(name)")
    }
}

extension ComputeName {
    func reference(in workspace: WorkspaceName) -> ResourceReference {
        ResourceReference(kind: "compute", name: rawValue, workspace: workspace)
    }
}
