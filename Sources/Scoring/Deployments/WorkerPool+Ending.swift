import Domain
import Glibc
import LinuxSystem
import Logging
import NIOCore

/// How workers go, by themselves or asked to, and are replaced.
extension WorkerPool {
    /// How long a worker may take to leave by itself.
    static let leaveTime = TimeAmount.seconds(2)
    /// A process closes its socket a moment before its end can be seen.
    private static let exitTime = TimeAmount.milliseconds(200)

    func workerMisbehaved(_ worker: WorkerProcess, _ why: String) {
        guard worker.state != .stopping else { return }
        worker.kill(why)
    }

    /// The script called `sys.exit()`: the running request ends here, the process in a moment.
    func workerLeaves(_ worker: WorkerProcess, _ how: String) {
        worker.state = .stopping
        worker.verdict = how
        worker.hasLeft = true
        if !worker.calls.isEmpty {
            finish(worker.calls.removeFirst(), .lost("the scoring script ended its worker process (\(how))"))
        }
        killSoon(worker, after: Self.leaveTime)
    }

    /// The end of the socket: the process has ended, or is not a worker any more.
    func workerHungUp(_ worker: WorkerProcess) {
        worker.state = .stopping
        killSoon(worker, after: phase == .draining ? Self.leaveTime : Self.exitTime)
    }

    func killSoon(_ worker: WorkerProcess, after time: TimeAmount) {
        noteCondition()
        loop.assumeIsolated().scheduleTask(in: time) {
            guard self.workers.contains(where: { $0 === worker }) else { return }
            // It may have ended without the news having come.
            guard !worker.child.hasExited else { return }
            worker.kill("it closed its socket and went on")
        }
    }

    func workerEnded(_ worker: WorkerProcess, _ status: TerminationStatus?) {
        guard let index = workers.firstIndex(where: { $0 === worker }) else { return }
        workers.remove(at: index)
        worker.state = .stopping
        // What the script started in its process group goes with it.
        ProcessGroup(worker.child.pid).signal(SIGKILL)
        worker.channel?.close(promise: nil)
        let ending = worker.verdict ?? status.map { "\($0)" } ?? "unknown"
        returnCalls(of: worker, ending)
        if worker.isLeaving, phase == .serving {
            noteCondition()
            return dispatch()
        }
        if worker.origin == .forked, !worker.wasReady, phase == .starting || phase == .serving {
            // Whether the script or the template is at fault shows when it is tried without the template.
            logger.info(
                "a worker from the template did not come up and is started from nothing",
                metadata: ["pid": "\(worker.child.pid)", "reason": "\(ending)"])
            return spawn(at: worker.place, .spawnedInstead)
        }
        switch phase {
        case .starting:
            failStart(worker.startReport.map(StartProblem.raised) ?? .ended(ending))
        case .serving:
            brokenReason =
                worker.startReport.map { "init() fails: \($0.summary.neutralised)" }
                ?? (worker.wasReady ? "a worker ended (\(ending))" : "a worker ended before it was ready (\(ending))")
            tell(.workerEnded(reason: brokenReason))
            if !worker.wasReady { failResizing(worker.startReport.map(StartProblem.raised) ?? .ended(ending)) }
            logger.warning(
                "a worker process ended and is replaced",
                metadata: [
                    "pid": "\(worker.child.pid)", "reason": "\(brokenReason)",
                ])
            replaceLater(because: worker.wasReady ? worker.endReason(status) : "start")
        case .draining: stopWhenDrained()
        case .new, .stopped: break
        }
    }

    /// The request that ran is lost; those behind it never began, and go back to the head of the queue.
    private func returnCalls(of worker: WorkerProcess, _ ending: String) {
        var calls = worker.calls
        worker.calls = []
        if !worker.hasLeft, !calls.isEmpty {
            finish(calls.removeFirst(), .lost("the worker process ended while it scored this request (\(ending))"))
        }
        for call in calls.reversed() where !call.isFinished { queue.prepend(call) }
    }

    func replaceLater(because reason: String) {
        counters.restarts += 1
        counters.restartReasons[reason, default: 0] += 1
        pendingStarts += 1
        let delay = restarts.failed()
        if restarts.isOpen, !workers.contains(where: { $0.state == .ready }) { failQueue(.broken(brokenReason)) }
        noteCondition()
        loop.assumeIsolated().scheduleTask(in: delay) {
            self.pendingStarts -= 1
            guard self.phase == .serving, self.staying.count + self.asked.count < self.size else { return }
            self.launch()
        }
        dispatch()
    }

    // MARK: Stop

    func beginDraining(limit: TimeAmount) {
        switch phase {
        case .new, .stopped:
            failQueue(.stopped)
            return finishStopping()
        case .starting:
            failQueue(.stopped)
            return failStart(.other("the deployment was stopped while it started"))
        case .draining: return
        case .serving: break
        }
        phase = .draining
        probeTimer?.cancel()
        scaleTimer?.cancel()
        checkResizing()
        noteCondition()
        drainTimer = loop.assumeIsolated().scheduleTask(in: limit) {
            self.failQueue(.broken("the deployment was stopped"))
            for worker in self.workers where !worker.calls.isEmpty {
                for call in worker.calls { self.finish(call, .lost("the deployment was stopped")) }
                worker.kill("the deployment was stopped")
            }
            self.stopWhenDrained()
        }
        stopWhenDrained()
    }

    func stopWhenDrained() {
        guard phase == .draining else { return }
        if workers.isEmpty, asked.isEmpty {
            failQueue(.stopped)
            return finishStopping()
        }
        guard queue.isEmpty, workers.allSatisfy({ $0.calls.isEmpty }) else { return }
        for worker in workers where worker.state != .stopping {
            worker.askToLeave()
            killSoon(worker, after: Self.leaveTime)
        }
    }
}
