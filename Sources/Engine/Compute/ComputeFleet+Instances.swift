package import Domain
import Logging
import Store

extension ComputeFleet {
    /// Has a compute instance take jobs again. Throws `notFound`, and `invalidArgument` for what is no instance.
    package func start(_ name: ComputeName, in workspace: WorkspaceName, by person: String) async throws -> Compute {
        try await setStopped(false, name, in: workspace, by: person)
    }

    /// Has it take no more jobs; those that run there are the caller's to end.
    func stop(_ name: ComputeName, in workspace: WorkspaceName, by person: String) async throws -> Compute {
        try await setStopped(true, name, in: workspace, by: person)
    }

    /// An instance that nobody used has stopped itself.
    func noteShutdown(_ name: ComputeName, in workspace: WorkspaceName) async {
        do {
            _ = try await setStopped(true, name, in: workspace, by: EngineContext.engineActor) { spec in
                spec.idleTimeBeforeShutdown.map { "no job ran on it for \(Counted.time($0))" }
            }
        } catch {
            context.logger.error(
                "cannot write that an instance stopped itself", metadata: ["compute": "\(name)", "error": "\(error)"])
        }
    }

    /// The instances that somebody stopped, of every workspace.
    func stoppedInstances() async throws -> [Compute] {
        let stopped = context.reporting(try await context.store.read { try $0.computes() }).filter { $0.isStopped == true }
        var computes: [Compute] = []
        for compute in stopped { computes.append(await withNodes(compute)) }
        return computes
    }

    private func setStopped(
        _ isStopped: Bool, _ name: ComputeName, in workspace: WorkspaceName, by person: String,
        because reason: @escaping @Sendable (ComputeSpec) -> String? = { _ in nil }
    ) async throws -> Compute {
        let now = context.clock.now()
        let local = local(in: workspace)
        let compute = try await context.write { transaction in
            var compute = try transaction.requireCompute(name, in: workspace, local: local)
            guard compute.spec.type == .computeInstance else {
                throw AtelierError(
                    .invalidArgument, "compute '\(name)' is no compute instance: it cannot be started or stopped",
                    hint: "'atelier compute drain --name \(name)' has it take no new jobs", subject: "compute \(name)")
            }
            guard (compute.isStopped == true) != isStopped else { return compute }
            compute.isStopped = isStopped
            try transaction.save(compute)
            try transaction.append(
                isStopped ? "compute.stopped" : "compute.started", about: name.reference(in: workspace), by: person,
                at: now, message: reason(compute.spec), before: ["stopped": .bool(!isStopped)],
                after: ["stopped": .bool(isStopped)])
            return compute
        }
        await cluster(for: compute)?.update(isStopped: isStopped)
        return await withNodes(compute)
    }
}
