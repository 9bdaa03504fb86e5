package import Domain
import FoundationEssentials
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

    /// What a schedule asks for; nil when that is done already, or the schedules are others by now.
    func obey(_ due: InstanceTimetable.Due, on compute: Compute) async throws -> Compute? {
        let now = context.clock.now()
        let local = local(in: compute.workspace)
        let (name, workspace, schedules) = (compute.name, compute.workspace, compute.spec.schedules)
        let obeyed: Compute? = try await context.write { transaction in
            var compute = try transaction.requireCompute(name, in: workspace, local: local)
            let progress = compute.progress
            guard compute.spec.schedules == schedules, progress.through < due.moment else { return nil }
            compute.scheduleProgress = ScheduleProgress(since: progress.since, through: due.moment)
            // Noted even where it changes nothing: it must not come again when somebody has changed their mind.
            try transaction.save(compute)
            try transaction.setStopped(
                due.schedule.action == .stop, &compute, by: EngineContext.engineActor, at: now, because: due.reason(at: now))
            return compute
        }
        guard let obeyed else { return nil }
        return await tell(obeyed)
    }

    private func setStopped(
        _ isStopped: Bool, _ name: ComputeName, in workspace: WorkspaceName, by person: String,
        because reason: @escaping @Sendable (ComputeSpec) -> String? = { _ in nil }
    ) async throws -> Compute {
        let now = context.clock.now()
        let local = local(in: workspace)
        let compute = try await context.write { transaction in
            var compute = try transaction.requireCompute(name, in: workspace, local: local)
            try transaction.setStopped(isStopped, &compute, by: person, at: now, because: reason(compute.spec))
            return compute
        }
        return await tell(compute)
    }

    private func tell(_ compute: Compute) async -> Compute {
        await cluster(for: compute)?.update(isStopped: compute.isStopped == true)
        return await withNodes(compute)
    }
}

extension StoreTransaction {
    /// Starts or stops an instance, with its event; does nothing where it is so already. Throws `invalidArgument` for what
    /// is no instance.
    fileprivate func setStopped(
        _ isStopped: Bool, _ compute: inout Compute, by person: String, at now: Date, because reason: String?
    ) throws {
        let name = compute.name
        guard compute.spec.type == .computeInstance else {
            throw AtelierError(
                .invalidArgument, "compute '\(name)' is no compute instance: it cannot be started or stopped",
                hint: "'atelier compute drain --name \(name)' has it take no new jobs", subject: "compute \(name)")
        }
        guard (compute.isStopped == true) != isStopped else { return }
        compute.isStopped = isStopped
        try save(compute)
        try append(
            isStopped ? "compute.stopped" : "compute.started", about: name.reference(in: compute.workspace), by: person,
            at: now, message: reason, before: ["stopped": .bool(!isStopped)], after: ["stopped": .bool(isStopped)])
    }
}
