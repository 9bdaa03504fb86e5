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

extension ComputeSpec {
    /// What the journal keeps of it.
    var summary: JSONValue {
        [
            "size": .string(size), "min_instances": .int(Int64(minInstances)),
            "max_instances": .int(Int64(maxInstances)),
            "idle_time_before_scale_down": .int(Int64(idleTimeBeforeScaleDown)),
            "description": description.map { .string($0) } ?? .null, "tags": .object(tags.mapValues { .string($0) }),
        ]
    }
}
