import Domain
import Glibc
import LinuxSystem
import Synchronization

/// A Python process that has imported what the workers of one environment import, and forks them.
///
/// It is started on an event loop's thread and ends with it, that is, with the engine; its workers are told by the
/// kernel to end with it. So a killed engine leaves nothing behind, not even a worker that hangs in `run()`, which would
/// never see the end of its socket. The price is that workers end when somebody kills their template; their pools then
/// replace them.
final class WorkerTemplate: Sendable {
    enum Fork: Sendable {
        case started(ForkedProcess)
        /// Not this worker, or not any more; it has to start from nothing.
        case refused(String)
    }

    enum News: Sendable {
        case ready
        /// It will fork no more. Workers it has forked go on, unless it died.
        case ended(String)
    }

    private struct State {
        var isReady = false
        /// Nil once it was dismissed or is gone.
        var why: String?
        var nextOrder = 1
        var orders: [Int: @Sendable (Fork) -> Void] = [:]
        var workers: [pid_t: ForkedProcess] = [:]
        var onNews: (@Sendable (News) -> Void)?
    }

    private let child: ChildProcess
    private let control: PacketSocket
    private let state = Mutex(State())

    /// Starts one. To be called on a thread that lives as long as the engine.
    init(_ key: TemplateKey, modules: [UInt8]) throws(PosixError) {
        let (ours, theirs) = try PacketSocket.pair()
        control = PacketSocket(owning: ours)
        let childEnd = FileDescriptor(owning: theirs)
        let names = try FileDescriptor.holding(modules, name: "modules")
        var spawn = Spawn(key.python, [key.workerScript, "--template"], environment: key.environment)
        spawn.workingDirectory = "/"
        spawn.standardInput = names.raw
        spawn.descriptors = [3: childEnd.raw]
        spawn.deathSignal = SIGKILL
        child = try ChildProcess(spawn)
    }

    /// It forks workers now.
    var isReady: Bool { state.withLock { $0.isReady && $0.why == nil } }
    /// It has been able to, once.
    var wasReady: Bool { state.withLock { $0.isReady } }
    var pid: pid_t { child.pid }

    /// Tells once that it is ready, and once that it has ended; from any thread.
    func begin(_ onNews: @escaping @Sendable (News) -> Void) {
        state.withLock { $0.onNews = onNews }
        listen()
    }

    /// Asks for a worker. `answer` is called once, from any thread.
    ///
    /// - Returns: the order's number, for `giveUp`.
    func fork(
        arguments: [String], environment: [String: String], folder: String, descriptors: [Int32],
        answer: @escaping @Sendable (Fork) -> Void
    ) -> Int {
        let (id, why) = state.withLock { state in
            let id = state.nextOrder
            state.nextOrder += 1
            if state.why == nil { state.orders[id] = answer }
            return (id, state.why)
        }
        if let why {
            answer(.refused(why))
            return id
        }
        let order = TemplateOrder(id: id, arguments: arguments, environment: environment, folder: folder)
        do throws(PosixError) {
            try control.send(order.bytes, descriptors: descriptors)
        } catch {
            take(id)?(.refused("\(error)"))
            if error.code != EMSGSIZE { end("\(error)") }
        }
        return id
    }

    /// The answer to an order did not come in time: the template is not to be trusted any more.
    func giveUp(_ order: Int) {
        guard let answer = take(order) else { return }
        end("it did not answer")
        answer(.refused("the template did not answer"))
    }

    /// Nobody will ask it any more: it ends when the last of its workers has.
    func dismiss(_ why: String = "it is not needed any more") {
        end(why)
    }

    /// Ends it with its workers, and returns when it is gone.
    func kill() async {
        end("the engine stops")
        ProcessGroup(child.pid).signal(SIGKILL)
        _ = try? await child.waitForExit()
    }

    // MARK: What it says

    private func listen() {
        do {
            _ = try ReadinessMonitor.shared.onReadable(control.raw) { [self] in hear() }
        } catch {
            end("\(error)")
        }
    }

    /// On the monitor's thread. Holds itself as long as the other side is there.
    private func hear() {
        do throws(PosixError) {
            while let bytes = try control.receive() {
                if bytes.isEmpty { return end("it has ended") }
                guard let answer = TemplateAnswer(bytes) else { return end("it said something that nobody understands") }
                handle(answer)
            }
        } catch {
            return end("\(error)")
        }
        listen()
    }

    private func handle(_ answer: TemplateAnswer) {
        switch answer {
        case .ready:
            let listener = state.withLock { state in
                state.isReady = true
                return state.why == nil ? state.onNews : nil
            }
            listener?(.ready)
        case .failed(let why):
            end(why.neutralised)
        case .forked(let order, let pid):
            let worker = ForkedProcess(pid: pid)
            state.withLock { $0.workers[pid] = worker }
            if let answer = take(order) {
                answer(.started(worker))
            } else {
                // Asked for by somebody who has given up.
                ProcessGroup(pid).signal(SIGKILL)
            }
        case .refused(let order, let why):
            take(order)?(.refused(why.neutralised))
        case .ended(let pid, let status):
            state.withLock { $0.workers.removeValue(forKey: pid) }?.end(TerminationStatus(waitStatus: status))
        }
    }

    private func take(_ order: Int) -> (@Sendable (Fork) -> Void)? {
        state.withLock { $0.orders.removeValue(forKey: order) }
    }

    /// Asks no more, once: those who wait start from nothing.
    private func end(_ why: String) {
        typealias Waiting = (orders: [@Sendable (Fork) -> Void], listener: (@Sendable (News) -> Void)?)
        let waiting: Waiting? = state.withLock { state in
            guard state.why == nil else { return nil }
            state.why = why
            defer { (state.orders, state.onNews) = ([:], nil) }
            return (Array(state.orders.values), state.onNews)
        }
        guard let waiting else { return }
        control.finishSending()
        for answer in waiting.orders { answer(.refused(why)) }
        waiting.listener?(.ended(why))
    }
}
