import Domain
import FoundationEssentials
import Logging
import Store

/// Why jobs wait: told to who asks, and written down for the first few.
extension ComputeCluster {
    /// Why a waiting job waits, as of now; nil when it does not wait here.
    func reason(for job: JobName) -> String? {
        situation.queue.firstIndex { $0.job == job }.map { ClusterScaler.reason(at: $0, in: situation) }
    }

    /// The same for all that wait, or for some of them.
    func reasons(of jobs: Set<JobName>? = nil) -> [JobName: String] {
        let pairs = situation.queue.enumerated().filter { jobs?.contains($1.job) ?? true }
            .map { ($1.job, ClusterScaler.reason(at: $0, in: situation)) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Writes down why the first few wait, when that has changed and has stayed so for a moment. Later ones are told
    /// their place whenever somebody looks (`reason(for:)`).
    func tellReasons() {
        guard telling == nil, !changedReasons().isEmpty else { return }
        let clock = context.clock
        telling = Task {
            guard (try? await clock.sleep(Self.reasonDelay)) != nil else { return }
            await writeReasons()
            telling = nil
        }
    }

    private func changedReasons() -> [(JobName, String)] {
        situation.queue.prefix(Self.reasonsTold).enumerated()
            .map { ($1.job, ClusterScaler.reason(at: $0, in: situation)) }
            .filter { toldReasons[$0.0] != $0.1 }
    }

    private func writeReasons() async {
        let changed = changedReasons()
        guard !changed.isEmpty else { return }
        for (job, reason) in changed { toldReasons[job] = reason }
        let now = context.clock.now()
        do {
            try await context.write { transaction in
                for (name, reason) in changed {
                    guard var job = try transaction.job(named: name), job.status == .queued, job.reason != reason
                    else { continue }
                    job.reason = reason
                    if try transaction.update(job, ifStill: .queued) {
                        try transaction.append(
                            "job.waiting", about: job.reference, by: EngineContext.engineActor, at: now,
                            message: reason)
                    }
                }
            }
        } catch {
            context.logger.warning("cannot write why jobs wait", metadata: ["error": "\(error)"])
        }
    }

    private static let reasonDelay = Duration.milliseconds(250)
    private static let reasonsTold = 5
}
