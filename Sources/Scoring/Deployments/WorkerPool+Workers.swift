import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import Logging
import NIOCore
import NIOPosix

/// The life of the workers: started, probed, ended, replaced.
extension WorkerPool {
    /// How long a worker may take to leave by itself.
    static let leaveTime = TimeAmount.seconds(2)
    /// A process closes its socket a moment before its end can be seen.
    private static let exitTime = TimeAmount.milliseconds(200)
    /// A template answers in a few milliseconds.
    private static let forkTime = TimeAmount.seconds(2)

    // MARK: Start

    func beginStart() -> EventLoopFuture<StartProblem?> {
        guard phase == .new else {
            return loop.makeSucceededFuture(.other("the pool was started before"))
        }
        phase = .starting
        let promise = loop.makePromise(of: StartProblem?.self)
        startOutcome = promise
        let limit = TimeAmount(plan.startupTimeout)
        startTimer = loop.assumeIsolated().scheduleTask(in: limit) { self.failStart(.timedOut) }
        for _ in 0..<size where phase == .starting { launch() }
        return promise.futureResult
    }

    func launch() {
        let place = freePlace
        if let template = templates.template(for: launcher.key) {
            fork(from: template, at: place)
        } else {
            spawn(at: place, .spawned)
        }
    }

    private func spawn(at place: Int, _ origin: WorkerProcess.Origin) {
        do {
            let (child, socket) = try launcher.launch()
            add(child, origin, socket, at: place)
        } catch {
            launchFailed(String(describing: error))
        }
    }

    /// Has the template make the worker, which starts from nothing when there is anything in the way of it.
    private func fork(from template: WorkerTemplate, at place: Int) {
        let answer = loop.makePromise(of: WorkerTemplate.Fork.self)
        do {
            let (order, socket) = try launcher.fork(from: template) { answer.succeed($0) }
            asked.insert(place)
            let timer = loop.scheduleTask(in: Self.forkTime) { template.giveUp(order) }
            answer.futureResult.assumeIsolated().whenSuccess { fork in
                timer.cancel()
                self.asked.remove(place)
                self.forked(fork, socket, at: place)
            }
        } catch {
            answer.succeed(.refused("\(error)"))
            launchFailed(String(describing: error))
        }
    }

    private func forked(_ fork: WorkerTemplate.Fork, _ socket: CInt, at place: Int) {
        // Some may have become one too many in the meantime.
        let isWanted = phase == .starting || (phase == .serving && staying.count < size)
        switch fork {
        case .started(let process):
            let worker = add(process, .forked, socket, at: place)
            guard !isWanted else { return }
            worker.isLeaving = true
            worker.kill(Self.notNeeded)
        case .refused(let why):
            close(socket)
            logger.debug("a worker is started without the template", metadata: ["reason": "\(why)"])
            if isWanted { spawn(at: place, .spawned) } else { stopWhenDrained() }
        }
    }

    @discardableResult
    private func add(
        _ child: any WorkerChild, _ origin: WorkerProcess.Origin, _ socket: CInt, at place: Int
    ) -> WorkerProcess {
        let worker = WorkerProcess(
            child: child, origin: origin, pool: self, place: place, restarts: fillings[place, default: 0],
            allocator: ByteBufferAllocator())
        fillings[place, default: 0] += 1
        workers.append(worker)
        connect(worker, socket)
        watch(worker)
        limitStart(of: worker)
        return worker
    }

    /// A worker has as long as the whole deployment to come up. One from a template has half of that, so that another
    /// one can still be tried.
    private func limitStart(of worker: WorkerProcess) {
        let limit = TimeAmount(plan.startupTimeout)
        let time = worker.origin == .forked ? TimeAmount.nanoseconds(limit.nanoseconds / 2) : limit
        loop.assumeIsolated().scheduleTask(in: time) { [weak worker] in
            guard let worker, worker.state == .starting else { return }
            worker.kill("init() did not return in time")
        }
    }

    /// The first place without a worker.
    private var freePlace: Int {
        var place = 0
        while asked.contains(place) || workers.contains(where: { $0.place == place }) { place += 1 }
        return place
    }

    private func connect(_ worker: WorkerProcess, _ socket: CInt) {
        let held = NIOLoopBound(worker, eventLoop: loop)
        ClientBootstrap(group: loop)
            .channelOption(.maxMessagesPerRead, value: 4)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(held.value)
                    held.value.connected(channel)
                }
            }
            .withConnectedSocket(socket)
            .whenFailure { error in self.workerMisbehaved(held.value, "its socket failed: \(error)") }
    }

    /// Tells the pool when the process has ended, whatever its socket says.
    private func watch(_ worker: WorkerProcess) {
        let held = NIOLoopBound(worker, eventLoop: loop)
        worker.child.whenEnded { status in
            self.loop.execute { self.workerEnded(held.value, status) }
        }
    }

    func workerIsUp(_ worker: WorkerProcess, _ greeting: WorkerGreeting) {
        self.greeting = greeting
        worker.ping()
    }

    func workerPonged(_ worker: WorkerProcess) {
        guard worker.state == .starting else { return }
        worker.state = .ready
        worker.wasReady = true
        loadSeconds = Date().timeIntervalSince(worker.startedAt)
        noteOrigin(of: worker)
        if phase == .starting, workers.count == size, workers.allSatisfy({ $0.state == .ready }) {
            phase = .serving
            startTimer?.cancel()
            startProbing()
            beginScaling()
            startOutcome?.succeed(nil)
            startOutcome = nil
        }
        noteCondition()
        dispatch()
        checkResizing()
    }

    private func noteOrigin(of worker: WorkerProcess) {
        switch worker.origin {
        case .forked: break
        case .spawnedInstead:
            templates.bar(launcher.key, because: "a worker came up from nothing and not from the template", logger)
        case .spawned:
            if templates.isWanted(launcher.key) { worker.askForModules() }
        }
    }

    func workerListed(_ modules: [UInt8]) {
        guard phase == .serving || phase == .starting else { return }
        templates.make(launcher.key, modules: modules, logger: logger)
    }

    private func launchFailed(_ reason: String) {
        if phase == .starting { return failStart(.other(reason)) }
        failResizing(.other(reason))
        brokenReason = reason
        replaceLater(because: "start")
    }

    /// One worker could not start: the deployment has not started.
    private func failStart(_ problem: StartProblem) {
        guard phase == .starting else { return }
        startProblem = problem
        phase = .draining
        failQueue(.broken("they did not start"))
        for worker in workers where worker.state != .stopping { worker.kill("another worker did not start") }
        stopWhenDrained()
    }

    // MARK: Probes

    private func startProbing() {
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

    // MARK: End

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

    private func workerEnded(_ worker: WorkerProcess, _ status: TerminationStatus?) {
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

    private func replaceLater(because reason: String) {
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
