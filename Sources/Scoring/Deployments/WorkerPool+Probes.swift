import Domain
import NIOCore

/// Whether workers that have nothing to do are still there.
extension WorkerPool {
    func startProbing() {
        guard plan.livenessProbe.period > 0 else { return }
        scheduleProbe(in: max(1, plan.livenessProbe.initialDelay))
    }

    private func scheduleProbe(in seconds: Int) {
        probeTimer = loop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
            self.probe()
            self.scheduleProbe(in: self.plan.livenessProbe.period)
        }
    }

    /// A worker that runs a request has the request's timeout; an idle one must answer a ping.
    private func probe() {
        let probe = plan.livenessProbe
        for worker in workers where worker.isIdle && !worker.pingIsPending {
            worker.ping()
            loop.assumeIsolated().scheduleTask(in: .seconds(Int64(max(1, probe.timeout)))) {
                self.checkPing(worker, limit: max(1, probe.failureThreshold))
            }
        }
    }

    private func checkPing(_ worker: WorkerProcess, limit: Int) {
        guard worker.isIdle, worker.pingIsPending else { return }
        worker.pingIsPending = false
        worker.missedPings += 1
        if worker.missedPings >= limit { worker.kill("it did not answer \(limit) liveness probes in a row", .probe) }
    }
}
