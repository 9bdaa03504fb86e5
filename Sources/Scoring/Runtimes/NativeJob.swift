import NIOCore
import Synchronization

/// A request that waits for a scoring thread, or is scored on one.
///
/// `@unchecked Sendable`: the call and the timer are touched on the call's loop only; the thread that claims the job has
/// the rest.
final class NativeJob: @unchecked Sendable {
    enum Stage: UInt8, AtomicRepresentable {
        case waiting, running, over
    }

    let call: ScoreCall
    let kind: WorkerFrame.Ask
    let head: RequestHead
    let form: AnswerForm
    let body: ByteBuffer
    /// Nil while the body is still to be read.
    var request: NativeRequest?
    var timer: Scheduled<Void>?
    private let stage = Atomic(Stage.waiting)

    init(_ call: ScoreCall, _ request: NativeRequest?) {
        self.call = call
        self.request = request
        kind = call.kind
        head = call.head
        form = call.form
        body = request == nil ? call.body : ByteBuffer()
    }

    var isWaiting: Bool { stage.load(ordering: .acquiring) == .waiting }

    /// True for the one who may go on with it: a thread that scores it, or the loop that gives it up.
    func claim(_ next: Stage) -> Bool {
        stage.compareExchange(expected: .waiting, desired: next, ordering: .acquiringAndReleasing).exchanged
    }
}
