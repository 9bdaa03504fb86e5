package import Domain

extension JobDesk {
    /// Stops a compute instance as Azure does: what runs there is canceled, what waits for it goes on waiting. Throws
    /// `notFound`, and `invalidArgument` for what is no instance.
    package func stopInstance(
        _ name: ComputeName, in workspace: WorkspaceName, by person: String
    ) async throws -> Compute {
        let compute = try await computes.stop(name, in: workspace, by: person)
        try await cancelJobs(on: compute, by: person)
        return try await computes.show(name, in: workspace)
    }

    /// Ends what an engine that died between the two steps left running.
    func clearStoppedInstances() async throws {
        for compute in try await computes.stoppedInstances() {
            try await cancelJobs(on: compute, by: EngineContext.engineActor)
        }
    }

    /// Has instances started and stopped at the times they were made with.
    func keepInstanceSchedules() async {
        await computes.keepSchedules { [weak self] compute in
            try await self?.cancelJobs(on: compute, by: EngineContext.engineActor)
        }
    }

    private func cancelJobs(on compute: Compute, by person: String) async throws {
        for job in compute.nodes.compactMap(\.job) {
            do {
                _ = try await cancel(job, in: compute.workspace, by: person)
            } catch let error as AtelierError where error.code == .invalidState {
                // It ended by itself meanwhile.
            }
        }
    }
}
