import NIOCore

/// How a request to a deployment ended.
enum ScoreReply {
    case scored(ScoredAnswer)
    case tooMany(limit: Int)
    case timedOut(milliseconds: Int)
    /// A shorter limit than the deployment's timeout was reached before a worker began; says which.
    case expired(String)
    /// The worker ended with the request.
    case lost(String)
    /// No worker stays alive.
    case broken(String)
    /// The workers were not up in time.
    case starting
    /// The pool has stopped; whoever asks again finds the deployment that took its place.
    case stopped

    /// The HTTP status that it is answered with.
    var status: Int {
        switch self {
        case .scored(let answer): answer.status
        case .tooMany: 429
        case .timedOut, .expired: 408
        case .lost: 502
        case .broken, .starting, .stopped: 503
        }
    }
}

/// What the script answered.
struct ScoredAnswer {
    var status: Int
    /// The status that a model which failed had, where the answer's own is the gateway's.
    private(set) var modelStatus: Int?
    var runFailed: Bool
    var runMicroseconds: UInt32
    /// Header lines, each with its CR LF; without a Content-Type the body is JSON.
    var headers: ByteBuffer
    var body: ByteBuffer

    init?(payload: ByteBuffer) {
        var payload = payload
        guard
            let (status, failed, microseconds, headerLength) = payload.readMultipleIntegers(
                endianness: .little, as: (UInt16, UInt8, UInt32, UInt32).self),
            (200...599).contains(status), let headers = payload.readSlice(length: Int(headerLength))
        else { return nil }
        self.status = Int(status)
        runFailed = failed != 0
        runMicroseconds = microseconds
        self.headers = headers
        body = payload
    }

    init(
        status: Int = 200, runFailed: Bool = false, runMicroseconds: UInt32 = 0, headers: ByteBuffer = ByteBuffer(),
        body: ByteBuffer
    ) {
        self.status = status
        self.runFailed = runFailed
        self.runMicroseconds = runMicroseconds
        self.headers = headers
        self.body = body
    }

    /// As Azure's gateway has it: a model that fails is answered 424, its own status in a header.
    mutating func asSeenThroughGateway() {
        guard status >= 500 else { return }
        modelStatus = status
        status = 424
    }

    /// The value of the Content-Type line.
    var contentType: String {
        guard headers.readableBytes > 0 else { return "application/json" }
        let name = "content-type:"
        let line = String(buffer: headers).split(separator: "\r\n").first { $0.lowercased().hasPrefix(name) }
        return line.map { String($0.dropFirst(name.utf8.count).drop { $0 == " " }) } ?? ""
    }
}

/// Who waits for the reply.
protocol ScoreSink: AnyObject {
    /// Called once, on the event loop that the call was made with.
    func receive(_ reply: ScoreReply, for call: ScoreCall)
}

/// One request on its way through a deployment.
///
/// `@unchecked Sendable`: what varies is touched on the pool's event loop only, and `sink` on its own.
package final class ScoreCall: @unchecked Sendable {
    let dialect: Dialect
    /// What the answer in that dialect needs to know of the request.
    let form: AnswerForm
    let kind: WorkerFrame.Ask
    let head: RequestHead
    private(set) var body: ByteBuffer
    private let sink: (any ScoreSink)?
    let sinkLoop: any EventLoop
    var arrived = NIODeadline.distantPast
    /// When it is answered 408 at the latest, and when unless a worker has it by then.
    var due = NIODeadline.distantFuture
    var queueDue = NIODeadline.distantFuture
    private(set) var isFinished = false
    /// The comparison with its copy, or with what it is the copy of.
    private let shadow: (pair: ShadowPair, side: ShadowPair.Side)?

    init(
        _ dialect: Dialect = .azure, kind: WorkerFrame.Ask, head: RequestHead, body: ByteBuffer, form: AnswerForm? = nil,
        sink: (any ScoreSink)?, on loop: any EventLoop, shadow: (pair: ShadowPair, side: ShadowPair.Side)? = nil
    ) {
        self.shadow = shadow
        self.dialect = dialect
        self.form = form ?? AnswerForm(dialect)
        self.kind = kind
        self.head = head
        self.body = body
        self.sink = sink
        sinkLoop = loop
    }

    /// The copy of a request for a mirroring deployment: nobody waits for its answer, but it is compared.
    func mirrored() -> ScoreCall {
        ScoreCall(
            dialect, kind: kind, head: head, body: body, form: form, sink: nil, on: sinkLoop,
            shadow: shadow.map { ($0.pair, .shadow) })
    }

    func finish(_ reply: ScoreReply) {
        guard !isFinished else { return }
        isFinished = true
        body = ByteBuffer()
        if let shadow { shadow.pair.note(reply, of: shadow.side) }
        guard let sink else { return }
        if sinkLoop.inEventLoop {
            sink.receive(reply, for: self)
        } else {
            let delivery = Delivery(sink: sink, reply: reply)
            sinkLoop.execute { delivery.sink.receive(delivery.reply, for: self) }
        }
    }

    /// Nobody waits any longer.
    func abandon() {
        isFinished = true
        body = ByteBuffer()
        if let shadow { shadow.pair.skip(shadow.side) }
    }

    private struct Delivery: @unchecked Sendable {
        let sink: any ScoreSink
        let reply: ScoreReply
    }
}
