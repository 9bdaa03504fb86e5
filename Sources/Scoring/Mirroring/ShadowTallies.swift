import Dispatch
package import Domain
import NIOCore
import Synchronization

/// What became of the copies that one deployment got: counted, and the scores kept for whoever judges them. Comparing
/// is done on a queue of its own, never on an event loop; what comes too fast for it is left out and counted.
final class ShadowTallies: Sendable {
    private struct State {
        var tally = ShadowTally()
        var scores: [ScorePair] = []
        /// The number of the first of `scores`.
        var first = 0
    }

    /// Larger answers are not worth the time.
    static let largest = 256 << 10
    static let mostPending = 64
    private static let keptScores = 1 << 14
    static let queue = DispatchQueue(label: "atelier.shadow", qos: .utility)

    private let state = Mutex(State())
    private let pending = Atomic(0)

    func compare(_ live: ShadowPair.Answer, _ shadow: ShadowPair.Answer, by rule: ComparisonRule) {
        switch (live, shadow) {
        case (.nothing, _), (_, .nothing): count(.skipped)
        case (.scored(let status, let body), .scored(let other, let copy)):
            if (200...299).contains(status), (200...299).contains(other) {
                compare(body, copy, by: rule)
            } else {
                count(status == other ? .same : .status)
            }
        case (.failed(let status), .failed(let other)): count(status == other ? .same : .status)
        case (.scored, .failed), (.failed, .scored): count(.status)
        }
    }

    private func compare(_ live: ByteBuffer, _ shadow: ByteBuffer, by rule: ComparisonRule) {
        guard live.readableBytes <= Self.largest, shadow.readableBytes <= Self.largest,
            pending.wrappingAdd(1, ordering: .relaxed).newValue <= Self.mostPending
        else {
            if live.readableBytes <= Self.largest, shadow.readableBytes <= Self.largest {
                pending.wrappingSubtract(1, ordering: .relaxed)
            }
            return count(.skipped)
        }
        Self.queue.async {
            let found = AnswerComparison(String(buffer: live), String(buffer: shadow), rule: rule)
            self.pending.wrappingSubtract(1, ordering: .relaxed)
            self.state.withLock { state in
                state.tally[found.verdict] += 1
                state.scores += found.scores
                guard state.scores.count > Self.keptScores else { return }
                let excess = state.scores.count - Self.keptScores / 2
                state.scores.removeFirst(excess)
                state.first += excess
            }
        }
    }

    private func count(_ verdict: ShadowVerdict) {
        state.withLock { $0.tally[verdict] += 1 }
    }

    /// All that was counted, and the scores from number `mark` on, as far as they are kept.
    func report(from mark: Int) -> ShadowReport {
        state.withLock { state in
            let skipped = min(max(0, mark - state.first), state.scores.count)
            return ShadowReport(
                tally: state.tally, scores: Array(state.scores[skipped...]), next: state.first + state.scores.count)
        }
    }
}

/// What comparing a deployment's answers with the live ones found since the server started.
package struct ShadowReport: Sendable {
    package var tally: ShadowTally
    package var scores: [ScorePair]
    /// Where the next report's scores begin.
    package var next: Int

    package init(tally: ShadowTally = ShadowTally(), scores: [ScorePair] = [], next: Int = 0) {
        self.tally = tally
        self.scores = scores
        self.next = next
    }
}
