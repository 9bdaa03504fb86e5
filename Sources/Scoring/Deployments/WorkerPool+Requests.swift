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

    /// The client went away: what no worker was sent is never run, the answer of what was is dropped.
    package func cancel(_ call: ScoreCall) {
        guard loop.inEventLoop else {
            loop.execute { self.cancel(call) }
            return
        }
        guard !call.isFinished else { return }
        counters.abandoned += 1
        call.abandon()
        if let index = queue.firstIndex(where: { $0 === call }) { queue.remove(at: index) }
        meterLevel(.now())
    }

    private var timeout: TimeAmount {
        .milliseconds(Int64(plan.requestSettings.requestTimeoutMilliseconds))
    }

    /// Requests that somebody waits for.
    var outstanding: Int {
        queue.count + workers.reduce(0) { sum, worker in sum + worker.calls.count { !$0.isFinished } }
    }

    private func accept(_ call: ScoreCall) {
        let now = NIODeadline.now()
        call.limit(by: plan.requestSettings, now)
        counters.requests += 1
        if isQuiet { announceTraffic() }
        guard phase == .serving || phase == .draining || awaitsStart() else { return finish(call, .stopped, now) }
        let limit = plan.requestLimit(workers: size)
        guard outstanding < limit else { return finish(call, .tooMany(limit: limit), now) }
        guard call.due > now else { return finish(call, late(call, now), now) }
        meter?.countRequest()
        if phase == .new || phase == .starting {
            queue.append(call)
        } else if let worker = freeWorker(for: call) {
            send(call, to: worker, now)
        } else if size > 0, restarts.isOpen, !workers.contains(where: { $0.state == .ready }) {
            return finish(call, .broken(brokenReason), now)
        } else {
            queue.append(call)
        }
        meterLevel(now)
        watch(call)
    }

    /// It must not be sent to a worker that cannot begin with it yet: it may expire before.
    private func isPatient(_ call: ScoreCall) -> Bool {
        call.queueDue == .distantFuture && call.head.timeoutMilliseconds == nil
    }

    /// How many requests a worker gets at once: the next ones may as well wait in its socket, so that it need not wait for us
    /// in between; what it has not begun when it dies goes to its replacement. Few of them where another worker could take
    /// them, and none where that would have to wait for long.
    private var depth: Int {
        if size == 1 { return planner == nil ? 8 : 2 }
        return meanRun < Self.shortRun ? 2 : 1
    }

    /// An idle worker, or the one with the least to do.
    private func freeWorker(for call: ScoreCall) -> WorkerProcess? {
        if let idle = workers.first(where: \.isIdle) { return idle }
        guard isPatient(call), queue.isEmpty else { return nil }
        let open = workers.lazy.filter { $0.state == .ready && !$0.isLeaving }
        return open.min { $0.calls.count < $1.calls.count }.flatMap { $0.calls.count < depth ? $0 : nil }
    }

    private func send(_ call: ScoreCall, to worker: WorkerProcess, _ now: NIODeadline) {
        if worker.calls.isEmpty { meterWait(of: call, now) }
        worker.send(call, wantsHead: greeting?.wantsHead ?? false, now: now)
    }

    /// Gives waiting requests to whoever is free.
    func dispatch() {
        guard !queue.isEmpty else { return }
        let now = NIODeadline.now()
        // Nobody gets a second one while another has none.
        for room in 1...depth where !queue.isEmpty {
            for worker in workers where worker.state == .ready && !worker.isLeaving {
                while worker.calls.count < room, let call = queue.first, worker.calls.isEmpty || isPatient(call) {
                    queue.removeFirst()
                    if min(call.due, call.queueDue) > now {
                        send(call, to: worker, now)
                    } else {
                        finish(call, late(call, now), now)
                    }
                }
            }
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
        meanRun += (Double(answer.runMicroseconds) - meanRun) / 64
        restarts.answered()
        if let next = worker.calls.first { meterWait(of: next, now) }
        dispatch()
        finish(call, .scored(answer), now)
        meterLevel(now)
        if worker.isLeaving { leaveWhenDone(worker) }
        if phase == .draining { stopWhenDrained() }
    }

    func failQueue(_ reply: ScoreReply) {
        while let call = queue.popFirst() { finish(call, reply) }
    }

    // MARK: Deadlines

    /// One timer serves all requests. It is set anew only for one that is due before all others, which is one with a
    /// limit of its own; those that share the timeout are due in their order.
    private func watch(_ call: ScoreCall) {
        let due = min(call.due, call.queueDue)
        guard deadlineTimer == nil || due < nextLook else { return }
        look(at: due)
    }

    private func look(at deadline: NIODeadline) {
        deadlineTimer?.cancel()
        nextLook = deadline
        deadlineTimer = loop.assumeIsolated().scheduleTask(deadline: deadline) { self.deadlineReached() }
    }

    private func nextDeadline() -> NIODeadline? {
        var next: NIODeadline?
        for call in queue { next = min(next ?? .distantFuture, call.due, call.queueDue) }
        for worker in workers where !worker.calls.isEmpty {
            // Also those of a worker that is ending: what it had not begun goes to another, and its time goes on.
            for call in worker.calls where !call.isFinished { next = min(next ?? .distantFuture, call.due) }
            if worker.state == .ready { next = min(next ?? .distantFuture, worker.runningSince + timeout) }
        }
        return next
    }

    /// What to answer a request whose time is over.
    private func late(_ call: ScoreCall, _ now: NIODeadline) -> ScoreReply {
        if phase == .new || phase == .starting { return .starting }
        return call.late(plan.requestSettings, now)
    }

    private func deadlineReached() {
        deadlineTimer = nil
        let now = NIODeadline.now()
        for call in queue where min(call.due, call.queueDue) <= now { finish(call, late(call, now), now) }
        queue.removeAll { $0.isFinished }
        for worker in workers where !worker.calls.isEmpty {
            for call in worker.calls where call.due <= now { finish(call, late(call, now), now) }
            // It has had the whole time for one request: it hangs. Shorter than that it was only waited for too long.
            if worker.state == .ready, worker.runningSince + timeout <= now {
                worker.kill("run() took longer than \(plan.requestSettings.requestTimeoutMilliseconds) ms", .timeout)
            }
        }
        meterLevel(now)
        if let next = nextDeadline() { look(at: next) }
    }
}
