import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import NIOCore
import NIOPosix

/// One Python process and the socket to it. Lives on its pool's event loop; one request runs at a time.
final class WorkerProcess: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    enum State {
        /// Importing the script, running `init()`, or about to answer the first ping.
        case starting
        case ready
        /// Asked or forced to end; nothing more is sent to it.
        case stopping
    }

    enum Origin {
        /// From nothing.
        case spawned
        /// From nothing, because one from a template did not come up.
        case spawnedInstead
        case forked
    }

    private static let keptCapacity = 1 << 20
    private unowned let pool: WorkerPool
    let child: any WorkerChild
    let origin: Origin
    /// Which of the pool's places it fills, and how often that was filled before.
    let place: Int
    let restarts: Int
    let startedAt = Date()
    private(set) var channel: (any Channel)?
    var state = State.starting
    /// The first one runs; others may wait in the socket for their turn.
    var calls: [ScoreCall] = []
    /// When the first of `calls` was started, or was sent behind nothing.
    var runningSince = NIODeadline.distantPast
    var answered = 0
    var wasReady = false
    /// It said that it would leave, and runs nothing any more.
    var hasLeft = false
    var startReport: WorkerStartReport?
    /// Why the engine ended it, when it did.
    var verdict: String?
    private var engineReason: EndReason?
    var pingID: UInt32 = 0
    var pingIsPending = false
    var missedPings = 0
    private var frames = WorkerFrameReader()
    private var nextID: UInt32 = 1
    private var ids: [UInt32] = []
    private var outgoing: ByteBuffer
    /// What is written while answers are read goes out in one piece.
    private var isReading = false

    init(
        child: any WorkerChild, origin: Origin, pool: WorkerPool, place: Int, restarts: Int,
        allocator: ByteBufferAllocator
    ) {
        self.child = child
        self.origin = origin
        self.pool = pool
        self.place = place
        self.restarts = restarts
        outgoing = allocator.buffer(capacity: 4096)
    }

    /// It is one too many: it goes when it has answered what it has.
    var isLeaving = false

    var isIdle: Bool { state == .ready && calls.isEmpty && !isLeaving }

    var publicState: DeploymentStatistics.Worker.State {
        switch state {
        case .starting: .starting
        case .ready: calls.isEmpty ? .idle : .busy
        case .stopping: .stopping
        }
    }

    func connected(_ channel: any Channel) {
        self.channel = channel
    }

    /// Sends the request; it runs when those before it are answered.
    func send(_ call: ScoreCall, wantsHead: Bool, now: NIODeadline) {
        if calls.isEmpty { runningSince = now }
        calls.append(call)
        ids.append(nextID)
        write(call.kind, id: nextID, head: wantsHead ? call.head.bytes : nil, body: call.body)
        nextID &+= 1
    }

    func ping() {
        pingID = nextID
        pingIsPending = true
        write(.ping, id: nextID, head: nil, body: ByteBuffer())
        nextID &+= 1
    }

    /// Why a worker is no more, as the metrics count it.
    enum EndReason: String {
        /// It did not answer a request, or the probes, in time.
        case timeout, probe
        /// It left by itself, or was ended by a signal.
        case exit, crash
    }

    func endReason(_ status: TerminationStatus?) -> String {
        if let engineReason { return engineReason.rawValue }
        if case .exited = status { return EndReason.exit.rawValue }
        return EndReason.crash.rawValue
    }

    /// Has it say what a template for its like should import.
    func askForModules() {
        write(.modules, id: nextID, head: nil, body: ByteBuffer())
        nextID &+= 1
    }

    /// The whole group, so that what the script started goes as well.
    func kill(_ verdict: String, _ reason: EndReason? = nil) {
        state = .stopping
        if engineReason == nil { engineReason = reason }
        if self.verdict == nil { self.verdict = verdict }
        ProcessGroup(child.pid).signal(SIGKILL)
    }

    /// The worker sees the end of its socket and leaves, running its exit handlers.
    func askToLeave() {
        state = .stopping
        channel?.close(promise: nil)
    }

    private func write(_ kind: WorkerFrame.Ask, id: UInt32, head: ByteBuffer?, body: ByteBuffer) {
        // Once the last frame is in the socket the buffer is ours alone again, and nothing is allocated.
        if outgoing.capacity > Self.keptCapacity { outgoing = ByteBuffer() } else { outgoing.clear() }
        WorkerFrame.write(kind, id: id, head: head, body: body, into: &outgoing)
        channel?.write(outgoing, promise: nil)
        if !isReading { channel?.flush() }
    }

    // MARK: ChannelInboundHandler

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        frames.feed(unwrapInboundIn(data))
        do {
            while let frame = try frames.next() { try handle(frame) }
        } catch {
            pool.workerMisbehaved(self, "the worker sent something else than answers on its socket (descriptor 3)")
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.flush()
    }

    func channelInactive(context: ChannelHandlerContext) {
        pool.workerHungUp(self)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func handle(_ frame: WorkerFrameReader.Frame) throws {
        switch frame.kind {
        case .scored:
            guard ids.first == frame.id, let answer = ScoredAnswer(payload: frame.payload) else {
                throw WorkerFrameReader.Garbage()
            }
            ids.removeFirst()
            pool.workerAnswered(self, answer)
        case .ready:
            pool.workerIsUp(self, try Self.decode(WorkerGreeting.self, frame.payload))
        case .pong:
            guard frame.id == pingID else { return }
            pingIsPending = false
            missedPings = 0
            pool.workerPonged(self)
        case .startFailed:
            startReport = try Self.decode(WorkerStartReport.self, frame.payload)
        case .modules:
            pool.workerListed(Array(frame.payload.readableBytesView))
        case .leaving:
            pool.workerLeaves(self, String(buffer: frame.payload).neutralised)
        }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ payload: ByteBuffer) throws -> Value {
        let decoder = JSONDecoder()
        return try decoder.decode(type, from: Data(payload.readableBytesView))
    }
}
