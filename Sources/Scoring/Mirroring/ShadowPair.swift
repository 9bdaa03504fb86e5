import NIOCore
import Synchronization

/// A request and its copy: whoever is answered last has the two compared.
final class ShadowPair: Sendable {
    enum Side { case live, shadow }

    /// What there is to compare of a reply.
    enum Answer: Sendable {
        case scored(status: Int, body: ByteBuffer)
        /// An answer of ours in place of the model's.
        case failed(status: Int)
        /// It says nothing of the model.
        case nothing

        init(_ reply: ScoreReply) {
            switch reply {
            case .scored(let answer): self = .scored(status: answer.status, body: answer.body)
            case .timedOut, .expired, .lost, .broken: self = .failed(status: reply.status)
            case .tooMany, .starting, .stopped: self = .nothing
            }
        }
    }

    private let first = Mutex<Answer?>(nil)
    private let ledger: ShadowTallies
    private let rule: ComparisonRule

    init(_ ledger: ShadowTallies, rule: ComparisonRule) {
        self.ledger = ledger
        self.rule = rule
    }

    func note(_ reply: ScoreReply, of side: Side) {
        note(Answer(reply), of: side)
    }

    /// Nobody waits for the answer any more.
    func skip(_ side: Side) {
        note(.nothing, of: side)
    }

    private func note(_ answer: Answer, of side: Side) {
        let other = first.withLock { first in
            defer { if first == nil { first = answer } }
            return first
        }
        guard let other else { return }
        let (live, shadow) = side == .live ? (answer, other) : (other, answer)
        ledger.compare(live, shadow, by: rule)
    }
}
