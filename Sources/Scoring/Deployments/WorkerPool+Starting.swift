import Domain
import FoundationEssentials
import Glibc
import Logging
import NIOCore
import NIOPosix

/// How workers come up: from nothing or from a template, connected, greeted.
extension WorkerPool {
    /// A template answers in a few milliseconds.
    private static let forkTime = TimeAmount.seconds(2)

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

    func spawn(at place: Int, _ origin: WorkerProcess.Origin) {
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
    func failStart(_ problem: StartProblem) {
        guard phase == .starting else { return }
        startProblem = problem
        phase = .draining
        failQueue(.broken("they did not start"))
        for worker in workers where worker.state != .stopping { worker.kill("another worker did not start") }
        stopWhenDrained()
    }
}
