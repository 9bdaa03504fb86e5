import Domain
import Logging
import NIOCore

/// More workers and fewer, while requests are answered.
extension WorkerPool {
    /// Workers that count: not those that are told to leave.
    var staying: [WorkerProcess] { workers.filter { !$0.isLeaving } }

    /// Takes a new number of workers; returns when all are up, nil, or what kept one from it. Then the number is again
    /// what it was.
    func resize(to count: Int) -> EventLoopFuture<StartProblem?> {
        guard phase == .serving, resizing == nil, count > 0 else {
            return loop.makeSucceededFuture(.other("the deployment is not serving"))
        }
        let promise = loop.makePromise(of: StartProblem?.self)
        resizing = Resizing(former: size, outcome: promise)
        setSize(count, why: "instance_count was changed")
        checkResizing()
        return promise.futureResult
    }

    func checkResizing() {
        guard let resizing, phase != .serving || staying.count(where: { $0.state == .ready }) >= size else { return }
        self.resizing = nil
        resizing.outcome.succeed(phase == .serving ? nil : .other("the deployment was stopped"))
    }

    /// A worker did not come up while their number was to grow.
    func failResizing(_ problem: StartProblem) {
        guard let resizing else { return }
        self.resizing = nil
        setSize(resizing.former, why: "a worker did not start")
        resizing.outcome.succeed(problem)
    }

    private func setSize(_ count: Int, why: String) {
        let former = size
        guard count != former else { return }
        size = count
        logger.info("the deployment has \(count) workers in place of \(former)", metadata: ["reason": "\(why)"])
        while phase == .serving, staying.count + asked.count + pendingStarts < count { launch() }
        var excess = staying.count - count
        for worker in staying.sorted(by: { $0.cost < $1.cost }) where excess > 0 {
            release(worker)
            excess -= 1
        }
        noteCondition()
        dispatch()
    }

    /// Lets a worker finish what it has, and go.
    private func release(_ worker: WorkerProcess) {
        worker.isLeaving = true
        switch worker.state {
        case .starting: worker.kill(Self.notNeeded)
        case .ready: leaveWhenDone(worker)
        case .stopping: break
        }
    }

    func leaveWhenDone(_ worker: WorkerProcess) {
        guard worker.isLeaving, worker.state == .ready, worker.calls.isEmpty else { return }
        worker.verdict = Self.notNeeded
        worker.askToLeave()
        killSoon(worker, after: Self.leaveTime)
    }

    static let notNeeded = "fewer workers are needed"

    // MARK: By load

    /// A request came, or one is over.
    func meterLevel(_ now: NIODeadline) {
        guard meter != nil else { return }
        meter?.note(level: outstanding, now: now)
        guard planner != nil, phase == .serving else { return }
        if size == 0, !queue.isEmpty { scale(to: 1, why: "a request came") }
        if scaleTimer == nil { scheduleScaling() }
    }

    private func scale(to count: Int, why: String) {
        tell(.scaled(from: size, to: count, why: why))
        setSize(count, why: why)
    }

    /// A worker begins with the request.
    func meterWait(of call: ScoreCall, _ now: NIODeadline) {
        if call.arrived >= servesSince { meter?.note(wait: now - call.arrived) }
    }

    /// The first worker is up, or the last one is not any more.
    func noteServing() {
        let serves = staying.contains { $0.state == .ready }
        if serves, servesSince == .distantFuture { servesSince = .now() }
        if !serves { servesSince = .distantFuture }
    }

    func beginScaling() {
        guard let settings = plan.scale else { return }
        let now = NIODeadline.now()
        meter = LoadMeter(now: now)
        planner = ScalePlanner(
            settings, concurrency: plan.requestSettings.maxConcurrentRequestsPerInstance, now: now)
        scheduleScaling()
    }

    private func scheduleScaling() {
        guard let interval = planner?.interval else { return }
        scaleTimer = loop.assumeIsolated().scheduleTask(in: interval) {
            self.scaleTimer = nil
            self.scale(now: .now())
        }
    }

    /// Looks at the load and acts on it, and again later as long as there is anything to expect.
    func scale(now: NIODeadline) {
        meter?.note(level: outstanding, now: now)
        guard phase == .serving, planner != nil,
            let reading = meter?.take(
                now: now, waiting: queue.filter { $0.arrived >= servesSince }.map { now - $0.arrived })
        else { return }
        let starting = staying.count { $0.state != .ready } + asked.count + pendingStarts
        if resizing == nil,
            let decision = planner?.decide(reading, workers: size, starting: starting, now: now)
        {
            scale(to: decision.workers, why: decision.why)
        }
        let least = plan.scale?.minInstances ?? 0
        if size > least || reading.requests > 0 || reading.outstanding > 0 { scheduleScaling() }
    }
}

/// A change of the number of workers that somebody waits for.
struct Resizing {
    let former: Int
    let outcome: EventLoopPromise<StartProblem?>
}

extension WorkerProcess {
    /// What is lost when it goes: one that starts before one that waits for work, and that before one that has some.
    fileprivate var cost: Int { state == .starting ? -1 : calls.count }
}
