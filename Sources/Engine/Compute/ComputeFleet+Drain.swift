package import Domain
import Store

extension ComputeFleet {
    /// Has a node, or without one all of the compute, take no new jobs, or take them again; what runs there comes to
    /// its end either way. Lasts until it is taken back. Throws `notFound`.
    package func drain(
        _ name: ComputeName, node: NodeName?, isDraining: Bool, in workspace: WorkspaceName, by person: String
    ) async throws -> Compute {
        let compute = try await show(name, in: workspace)
        if let node, !compute.nodes.contains(where: { $0.name == node }) {
            throw AtelierError(
                .notFound, "compute '\(name)' has no node '\(node.rawValue.neutralised)'",
                hint: compute.nodes.isEmpty
                    ? "it has none now: drain all of it, without --node"
                    : Suggestion.text(for: node.rawValue, among: compute.nodes.map(\.name.rawValue)),
                subject: "compute \(name)")
        }
        let now = context.clock.now()
        let local = local(in: workspace)
        try await context.write { transaction in
            _ = try transaction.requireCompute(name, in: workspace, local: local)
            let before = try transaction.drains(in: workspace)[workspace]?[name] ?? Drain()
            let after = before.changed(node, isDraining: isDraining)
            guard after != before else { return }
            try transaction.save(after, of: name, in: workspace)
            try transaction.append(
                isDraining ? "compute.draining" : "compute.undrained", about: name.reference(in: workspace), by: person,
                at: now, before: before.summary, after: after.summary)
        }
        try await obeyDrain(of: name, in: workspace)
        return try await show(name, in: workspace)
    }

    /// Puts a drain back as it was. `decide` says from what it is now what it is to be, and may throw.
    func restoreDrain(
        of name: ComputeName, in workspace: WorkspaceName, by person: String, undoing sequence: Int64,
        decide: @escaping @Sendable (JSONValue, StoreReader) throws -> JSONValue
    ) async throws -> Int64 {
        let now = context.clock.now()
        let local = local(in: workspace)
        let event = try await context.write { transaction in
            _ = try transaction.requireCompute(name, in: workspace, local: local)
            let before = try transaction.drains(in: workspace)[workspace]?[name] ?? Drain()
            let after = Drain(summary: try decide(before.summary, transaction))
            try transaction.save(after, of: name, in: workspace)
            return try transaction.append(
                after.isEmpty ? "compute.undrained" : "compute.draining", about: name.reference(in: workspace), by: person,
                at: now, message: UndoDesk.message(sequence), before: before.summary,
                after: after.summary.undoing(sequence))
        }
        try await obeyDrain(of: name, in: workspace)
        return event
    }
}
