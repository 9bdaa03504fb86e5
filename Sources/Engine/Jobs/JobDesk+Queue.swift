package import Domain
import Store

extension JobDesk {
    /// Lets a waiting job change places with the one before or behind it in its compute's queue; at the end of the
    /// queue nothing happens. Throws `invalidState` for a job that does not wait.
    @discardableResult
    package func move(
        _ name: JobName, isUp: Bool, in workspace: WorkspaceName, by person: String
    ) async throws -> Job {
        let now = context.clock.now()
        let (job, order) = try await context.write { transaction -> (Job, [(job: JobName, rank: Int)]) in
            let job = try transaction.requireJob(name, in: workspace)
            guard job.status == .queued else {
                throw AtelierError(
                    .invalidState, "job '\(name)' is \(job.status.rawValue) and no longer in the queue",
                    subject: "job \(name)")
            }
            let before = try transaction.queue(of: job.compute, in: workspace)
            guard let place = before.firstIndex(where: { $0.job == name }) else { return (job, before) }
            let other = isUp ? place - 1 : place + 1
            guard before.indices.contains(other) else { return (job, before) }
            let neighbour = try transaction.requireJob(before[other].job, in: workspace)
            try transaction.swapPlaces(name, neighbour.name)
            for (moved, from, to) in [(job, place, other), (neighbour, other, place)] {
                try transaction.append(
                    "job.moved", about: moved.reference, by: person, at: now,
                    before: ["queue_position": .int(Int64(from + 1))], after: ["queue_position": .int(Int64(to + 1))])
            }
            return (job, try transaction.queue(of: job.compute, in: workspace))
        }
        try await computes.cluster(named: job.compute, in: workspace)?.arrange(order)
        return job
    }
}
