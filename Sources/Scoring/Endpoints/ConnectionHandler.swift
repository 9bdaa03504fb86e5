import Domain
import FoundationEssentials
import NIOCore

/// One client connection: reads a request, has it answered, reads the next. Requests that a client sends ahead wait
/// their turn, so answers are in order.
final class ConnectionHandler: ChannelInboundHandler, ScoreSink {
    typealias InboundIn = ByteBuffer

    /// The server is about to close: end when nothing is under way.
    struct ServerStops: Sendable {}

    private enum Phase {
        case head
        case body(RequestGate.Decision)
        case waiting
        /// The last answer has been written; what still comes in is dropped.
        case closing
    }

    /// Bytes a client may send ahead while its request is under way.
    private static let maximumAhead = 1 << 20
    /// A body that is read only to be dropped, so that the connection can be used again.
    private static let maximumDropped = 1 << 20
    private static let maximumReroutes = 3

    private let state: ScoringState
    private let settings: ScoringSettings
    private let gate: RequestGate
    private var context: ChannelHandlerContext?
    private var parser = RequestParser()
    private var phase = Phase.head
    private var head = RequestHead()
    private var ids: RequestIDs
    private var call: ScoreCall?
    private var assignment: RequestGate.Assignment?
    private var body = ByteBuffer()
    private var subject = RequestGate.Subject()
    /// What the answer in the caller's dialect needs to know of the request.
    private var form = AnswerForm()
    private var reroutes = 0
    private var started = NIODeadline.distantPast
    private var isReadingPaused = false
    /// A pool may answer while it is asked: the loop that asked goes on then, and not one inside it.
    private var isAdvancing = false
    private var hasContinued = false
    private var slowTimer: Scheduled<Void>?
    private var idleTimer: Scheduled<Void>?
    private var lastActivity = NIODeadline.now()
    private var outgoing = ByteBuffer()
    /// For request ids, which need to be distinct, not secret.
    private var random: UInt64

    init(state: ScoringState, settings: ScoringSettings) {
        self.state = state
        self.settings = settings
        gate = RequestGate(state: state)
        random = UInt64.random(in: 1 ... .max)
        ids = RequestIDs(RequestHead(), generated: (0, 0))
    }

    // MARK: Channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        state.opened(context.channel)
        watchIdle(TimeAmount(settings.idleTime))
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        state.closed(context.channel)
        slowTimer?.cancel()
        idleTimer?.cancel()
        phase = .closing
        if let call, let assignment { assignment.runtime.cancel(call) }
        call = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ServerStops, case .head = phase {
            phase = .closing
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .closing = phase { return }
        parser.feed(unwrapInboundIn(data))
        if case .waiting = phase {
            if parser.heldBytes > Self.maximumAhead { pauseReading(true) }
            return
        }
        advance()
    }

    private func pauseReading(_ pause: Bool) {
        guard pause != isReadingPaused, let channel = context?.channel else { return }
        isReadingPaused = pause
        channel.setOption(.autoRead, value: !pause).whenFailure { _ in channel.close(promise: nil) }
    }

    // MARK: Requests

    /// Goes on as far as the bytes reach.
    private func advance() {
        guard !isAdvancing else { return }
        isAdvancing = true
        defer { isAdvancing = false }
        do throws(HTTPFault) {
            while true {
                switch phase {
                case .head:
                    guard let head = try parser.head() else { return watchSlowness(parser.heldBytes > 0) }
                    begin(head)
                case .body(let decision):
                    guard let body = try readBody(decision) else { return watchSlowness(true) }
                    watchSlowness(false)
                    carryOut(decision, body)
                case .waiting, .closing:
                    return
                }
            }
        } catch {
            refuse(error)
        }
    }

    private func begin(_ head: RequestHead) {
        self.head = head
        started = .now()
        hasContinued = false
        ids = RequestIDs(head, generated: (nextRandom(), nextRandom()))
        let decision = gate.decide(head, ids, about: &subject)
        if case .reply(let reply) = decision, head.expectsContinue {
            // The client has not sent its body yet, and shall not.
            return send(reply, closing: true)
        }
        phase = .body(decision)
    }

    private func readBody(_ decision: RequestGate.Decision) throws(HTTPFault) -> ByteBuffer? {
        if case .score(let assignment) = decision {
            let body = try parser.body(of: head, limit: Int(assignment.runtime.maximumBody.bytes))
            if body == nil, head.expectsContinue, !hasContinued, !head.isHTTP10, let context {
                hasContinued = true
                context.writeAndFlush(NIOAny(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
            }
            return body
        }
        do throws(HTTPFault) {
            return try parser.body(of: head, limit: Self.maximumDropped)
        } catch {
            // Too long to be read for nothing: the answer that was decided on, and the end.
            if error.status == 413, case .reply(let reply) = decision {
                send(reply, closing: true)
                return nil
            }
            throw error
        }
    }

    private func carryOut(_ decision: RequestGate.Decision, _ body: ByteBuffer) {
        self.body = body
        switch decision {
        case .reply(let reply): send(reply)
        case .later(let answer): sendLater(answer)
        case .score(let assignment):
            reroutes = 0
            submit(assignment)
        }
    }

    private func submit(_ assignment: RequestGate.Assignment) {
        guard let context else { return }
        phase = .waiting
        let isQuery = head.method == .get
        var payload = isQuery ? head.query.flatMap { queryBytes($0) } ?? ByteBuffer() : body
        form = AnswerForm(subject.dialect)
        if subject.dialect != .azure, assignment.runtime.interface != .dialects {
            do throws(InferenceFault) {
                payload = try PythonBridge.body(
                    payload, of: head, as: subject.dialect, for: assignment.runtime.interface, form: &form)
            } catch {
                send(HTTPReply(error.status, message: error.message), by: assignment.runtime)
                return goOn()
            }
        }
        form.name(subject.model, runtime: assignment.runtime, endpoint: assignment.endpoint)
        self.assignment = assignment
        let call = ScoreCall(
            subject.dialect, kind: isQuery ? .query : .body, head: head, body: payload, form: form, sink: self,
            on: context.eventLoop, shadow: assignment.mirror.map { ($0.pair, .live) })
        self.call = call
        assignment.mirror?.runtime.submit(call.mirrored())
        assignment.runtime.submit(call)
    }

    private func queryBytes(_ range: Range<Int>) -> ByteBuffer? {
        head.bytes.getSlice(at: head.bytes.readerIndex + range.lowerBound, length: range.count)
    }

    private func sendLater(_ answer: @escaping @Sendable () async -> HTTPReply) {
        guard let context else { return }
        phase = .waiting
        let reply = context.eventLoop.makeFutureWithTask { await answer() }
        reply.assumeIsolated().whenSuccess { reply in
            guard case .waiting = self.phase else { return }
            self.send(reply)
            self.goOn()
        }
    }

    // MARK: Answers

    func receive(_ reply: ScoreReply, for call: ScoreCall) {
        guard call === self.call, let assignment else { return }
        self.call = nil
        switch reply {
        case .scored(let answer): send(answer, to: call, assignment)
        case .stopped: reroute(assignment)
        default: send(HTTPReply(reply, of: assignment.runtime.deployment), by: assignment.runtime)
        }
        goOn()
    }

    private func goOn() {
        guard case .head = phase, parser.heldBytes > 0 || isReadingPaused else { return }
        pauseReading(false)
        advance()
    }

    /// The pool stopped after the request was sent its way: the route in force now knows who answers.
    private func reroute(_ old: RequestGate.Assignment) {
        reroutes += 1
        guard reroutes <= Self.maximumReroutes else {
            return send(HTTPReply(.stopped, of: old.runtime.deployment))
        }
        switch gate.reassign(old, head) {
        case .score(let assignment): submit(assignment)
        case .reply(let reply): send(reply)
        case .later: break
        }
    }

    private func writer(_ runtime: (any ScoringRuntime)? = nil, closing: Bool = false) -> ReplyWriter {
        outgoing.clear()
        let closes = closing || !head.keepAlive || state.isStopping
        return ReplyWriter(head: head, ids: ids, deployment: runtime?.deployment.rawValue, closes: closes)
    }

    private func send(_ answer: ScoredAnswer, to call: ScoreCall, _ assignment: RequestGate.Assignment) {
        var answer = answer
        let compute = TimeAmount.microseconds(Int64(answer.runMicroseconds))
        let queue = call.arrived == .distantPast ? nil : NIODeadline.now() - call.arrived - compute
        if subject.dialect == .azure {
            answer.asSeenThroughGateway()
        } else if assignment.runtime.interface != .dialects {
            PythonBridge.translate(&answer, form)
        }
        writer(assignment.runtime).write(answer, into: &outgoing)
        if let collector = assignment.collector, collector.takesNext() {
            collector.collect(
                PayloadCollector.Exchange(
                    at: Date(), head: head, requestID: ids.requestText(head), correlationID: ids.correlationText(head),
                    request: body, response: answer.body, status: answer.status, responseType: answer.contentType))
        }
        sent(
            status: answer.status, size: answer.body.readableBytes, by: assignment.runtime, queue: queue,
            compute: compute)
    }

    private func send(_ reply: HTTPReply, by runtime: (any ScoringRuntime)? = nil, closing: Bool = false) {
        let reply = reply.worded(in: subject.dialect)
        writer(runtime, closing: closing).write(reply, into: &outgoing)
        sent(status: reply.status, size: reply.body.readableBytes, by: runtime, closing: closing)
    }

    private func sent(
        status: Int, size: Int, by runtime: (any ScoringRuntime)?, closing: Bool = false, queue: TimeAmount? = nil,
        compute: TimeAmount? = nil
    ) {
        lastActivity = .now()
        if let accesses = subject.accesses {
            let now = Date()
            let total = lastActivity - started
            accesses.note(
                AccessRing.Note(
                    at: now, deployment: runtime?.deployment, status: status, duration: total,
                    requestSize: body.readableBytes, responseSize: size, id: ids.noted(head)))
            subject.meter?.note(
                status, by: runtime?.deployment, in: subject.dialect, at: now,
                TrafficMeter.Times(total: total, queue: queue, compute: compute))
            subject.accesses = nil
        }
        body = ByteBuffer()
        assignment = nil
        guard let context else { return }
        if closing {
            linger(context)
        } else if !head.keepAlive || state.isStopping {
            phase = .closing
            context.writeAndFlush(NIOAny(outgoing)).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        } else {
            phase = .head
            context.writeAndFlush(NIOAny(outgoing), promise: nil)
        }
        if outgoing.capacity > Self.maximumAhead { outgoing = ByteBuffer() }
    }

    private func refuse(_ fault: HTTPFault) {
        if case .head = phase {
            head = RequestHead()
            subject = RequestGate.Subject()
            ids = RequestIDs(head, generated: (nextRandom(), nextRandom()))
        }
        send(HTTPReply(fault.status, message: fault.message), closing: true)
    }

    /// Ends the connection in a way that lets the client read the answer although it is still sending.
    private func linger(_ context: ChannelHandlerContext) {
        phase = .closing
        slowTimer?.cancel()
        context.writeAndFlush(NIOAny(outgoing)).assumeIsolated().whenComplete { _ in
            context.close(mode: .output, promise: nil)
            context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { context.close(promise: nil) }
        }
    }

    // MARK: Time

    /// A request that has begun must be complete in time.
    private func watchSlowness(_ watch: Bool) {
        guard let context else { return }
        if !watch {
            slowTimer?.cancel()
            slowTimer = nil
        } else if slowTimer == nil {
            slowTimer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(settings.requestTime)) {
                self.slowTimer = nil
                if case .waiting = self.phase { return }
                if case .closing = self.phase { return }
                self.refuse(HTTPFault(408, "the request was not complete in time"))
            }
        }
    }

    private func watchIdle(_ time: TimeAmount) {
        guard let context else { return }
        idleTimer = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
            let left = self.lastActivity + TimeAmount(self.settings.idleTime) - .now()
            if left > .zero {
                self.watchIdle(left)
            } else if case .head = self.phase, self.parser.heldBytes == 0 {
                context.close(promise: nil)
            } else {
                // Something is under way, and has its own time limit.
                self.watchIdle(TimeAmount(self.settings.idleTime))
            }
        }
    }

    private func nextRandom() -> UInt64 {
        random &+= 0x9E37_79B9_7F4A_7C15
        var mixed = random
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
