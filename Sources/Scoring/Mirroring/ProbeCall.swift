import NIOCore

/// What a deployment answered to a request that nobody sent.
package struct ProbeAnswer: Sendable {
    /// As a client would see it.
    package let status: Int
    package let body: String

    package init(status: Int, body: String) {
        self.status = status
        self.body = body
    }
}

/// A request of the engine's own.
package final class ProbeCall: ScoreSink {
    private var continuation: CheckedContinuation<ProbeAnswer, Never>?

    private init(_ continuation: CheckedContinuation<ProbeAnswer, Never>) {
        self.continuation = continuation
    }

    /// Asks a deployment, whatever its traffic. Returns within its request timeout.
    package static func answer(
        of runtime: any ScoringRuntime, to body: String, on loops: ScoringLoops
    ) async -> ProbeAnswer {
        let loop = loops.next()
        return await withCheckedContinuation { continuation in
            loop.execute {
                let text = "POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n"
                guard let head = try? RequestHeadReader.read(ByteBuffer(string: text)) else {
                    return continuation.resume(returning: ProbeAnswer(status: 400, body: ""))
                }
                let probe = ProbeCall(continuation)
                let call = ScoreCall(kind: .body, head: head, body: ByteBuffer(string: body), sink: probe, on: loop)
                runtime.submit(call)
            }
        }
    }

    func receive(_ reply: ScoreReply, for call: ScoreCall) {
        let body =
            switch reply {
            case .scored(let answer): String(buffer: answer.body)
            case .tooMany: "it has too many requests under way"
            case .timedOut(let milliseconds): "no answer within \(milliseconds) ms"
            case .expired(let why), .lost(let why), .broken(let why): why
            case .starting: "it is still starting"
            case .stopped: "it was stopped"
            }
        continuation?.resume(returning: ProbeAnswer(status: reply.status, body: body))
        continuation = nil
    }
}
