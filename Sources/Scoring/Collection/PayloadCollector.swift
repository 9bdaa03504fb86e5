import Dispatch
import Domain
import FoundationEssentials
import LinuxSystem
import NIOCore
import Synchronization

/// Keeps requests and answers of one deployment in JSON lines, Azure's layout. A request is never slowed for it: what
/// the disk cannot take in time is dropped, and counted.
final class PayloadCollector: Sendable {
    /// A request that was answered.
    struct Exchange: Sendable {
        let at: Date
        let head: RequestHead
        let requestID: String
        let correlationID: String
        let request: ByteBuffer
        let response: ByteBuffer
        let status: Int
        /// Of the answer's body.
        let responseType: String
    }

    struct Counts: Sendable {
        var kept = 0
        var dropped = 0
    }

    private struct State {
        var waitingBytes = 0
        var counts = Counts()
    }

    /// What may wait for the disk, in bytes.
    static let capacity = 32 << 20

    let plan: CollectionPlan
    private let state = Mutex(State())
    private let turn = Atomic<UInt64>(0)
    private let queue: DispatchQueue
    private let files: CollectionFiles

    init(_ plan: CollectionPlan, queue: DispatchQueue = DispatchQueue(label: "atelier.collector", qos: .utility)) {
        self.plan = plan
        self.queue = queue
        files = CollectionFiles(plan)
    }

    var counts: Counts { state.withLock(\.counts) }

    /// Whether the next request is one of those that are kept: dealt evenly, not by lot.
    func takesNext() -> Bool {
        let point = turn.wrappingAdd(1, ordering: .relaxed).oldValue &* 0x9E37_79B9_7F4A_7C15
        return Double(point >> 11) / Double(1 << 53) < plan.samplingRate
    }

    /// Returns when all that was collected before is written.
    func finish() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    func collect(_ exchange: Exchange) {
        let size = exchange.request.readableBytes + exchange.response.readableBytes + 1024
        let hasRoom = state.withLock { state in
            guard state.waitingBytes + size <= Self.capacity else {
                state.counts.dropped += 1
                return false
            }
            state.waitingBytes += size
            return true
        }
        guard hasRoom else { return }
        queue.async { [self] in
            let isWritten = files.write(exchange)
            state.withLock { state in
                state.waitingBytes -= size
                if isWritten { state.counts.kept += 1 } else { state.counts.dropped += 1 }
            }
        }
    }
}
