import Domain
import NIOCore

/// The way of a request: accepted or refused, queued, sent, answered.
extension WorkerPool {
    /// Takes a request from any event loop. Its sink is told exactly once.
    package func submit(_ call: ScoreCall) {
        if loop.inEventLoop {
            accept(call)
        } else {
            loop.execute { self.accept(call) }
        }
    }

    /// The client went away: what has not started is never run, the answer of what has is dropped.
    package func cancel(_ call: ScoreCall) {
        guard loop.inEventLoop else {
            loop.execute { self.cancel(call) }
            return
        }
        guard !call.isFinished else { return }
        counters.abandoned += 1
        call.abandon()
        if let index = queue.firstIndex(where: { $0 === call }) { queue.remove(at: index) }
    }

    private var timeout: TimeAmount {
        .milliseconds(Int64(plan.requestSettings.requestTimeoutMilliseconds))
    }

    /// Requests that somebody waits for.
    private var outstanding: Int {
        queue.count + workers.reduce(0) { sum, worker in sum + worker.calls.count { !$0.isFinished } }
    }

    private func accept(_ call: ScoreCall) {
        let now = NIODeadline.now()
        call.arrived = now
        counters.requests += 1
        if isQuiet { announceTraffic() }
        guard phase == .serving || phase == .draining || awaitsStart() else { return finish(call, .stopped, now) }
        guard outstanding < plan.requestLimit else { return finish(call, .tooMany(limit: plan.requestLimit), now) }
        if phase == .new || phase == .starting {
            queue.append(call)
        } else if let worker = freeWorker() {
            send(call, to: worker, now)
        } else if restarts.isOpen, !workers.contains(where: { $0.state == .ready }) {
            return finish(call, .broken(brokenReason), now)
        } else {
            queue.append(call)
        }
        watchDeadlines()
    }

    /// An idle worker. When there is only one worker, it also gets the request after the one it runs, so that it need
    /// not wait for us between the two; what it has not begun when it dies goes to its replacement.
    private func freeWorker() -> WorkerProcess? {
        for worker in workers where worker.isIdle { return worker }
        guard plan.workers == 1, queue.isEmpty, let only = workers.first, only.state == .ready, only.calls.count == 1
        else { return nil }
        return only
    }

    private func send(_ call: ScoreCall, to worker: WorkerProcess, _ now: NIODeadline) {
        worker.send(call, wantsHead: greeting?.wantsHead ?? false, now: now)
    }

    /// Gives waiting requests to whoever is free.
    func dispatch() {
        guard !queue.isEmpty else { return }
        let now = NIODeadline.now()
        for worker in workers where worker.state == .ready {
            let room = plan.workers == 1 ? 2 : 1
            while worker.calls.count < room, let call = queue.popFirst() { send(call, to: worker, now) }
        }
    }

    func finish(_ call: ScoreCall, _ reply: ScoreReply, _ now: NIODeadline = .now()) {
        guard !call.isFinished else { return }
        counters.count(reply, after: now - call.arrived)
        call.finish(reply)
    }

    func workerAnswered(_ worker: WorkerProcess, _ answer: ScoredAnswer) {
        let now = NIODeadline.now()
        let call = worker.calls.removeFirst()
        worker.runningSince = now
        worker.answered += 1
        restarts.answered()
        dispatch()
        finish(call, .scored(answer), now)
        if phase == .draining { stopWhenDrained() }
    }

    func failQueue(_ reply: ScoreReply) {
        while let call = queue.popFirst() { finish(call, reply) }
    }

    // MARK: Deadlines

    /// One timer serves all requests: they share a timeout, so none that comes later is due earlier.
    private func watchDeadlines() {
        guard deadlineTimer == nil, let next = nextDeadline() else { return }
        deadlineTimer = loop.assumeIsolated().scheduleTask(deadline: next) { self.deadlineReached() }
    }

    private func nextDeadline() -> NIODeadline? {
        var next = queue.first.map { $0.arrived + timeout }
        for worker in workers where !worker.calls.isEmpty {
            // Also those of a worker that is ending: what it had not begun goes to another, and its time goes on.
            for call in worker.calls where !call.isFinished {
                next = min(next ?? .distantFuture, call.arrived + timeout)
            }
            if worker.state == .ready { next = min(next ?? .distantFuture, worker.runningSince + timeout) }
        }
        return next
    }

    private func deadlineReached() {
        deadlineTimer = nil
        let now = NIODeadline.now()
        let late = phase == .new || phase == .starting
            ? ScoreReply.starting
            : .timedOut(milliseconds: plan.requestSettings.requestTimeoutMilliseconds)
        while let call = queue.first, call.arrived + timeout <= now {
            queue.removeFirst()
            finish(call, late, now)
        }
        for worker in workers where !worker.calls.isEmpty {
            for call in worker.calls where call.arrived + timeout <= now { finish(call, late, now) }
            // It has had the whole time for one request: it hangs. Shorter than that it was only waited for too long.
            if worker.state == .ready, worker.runningSince + timeout <= now {
                worker.kill("run() took longer than \(plan.requestSettings.requestTimeoutMilliseconds) ms")
            }
        }
        watchDeadlines()
    }
}
