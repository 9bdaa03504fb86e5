/// What the threads of a pool have to do, in order. They end when it is closed and empty.
///
/// `@unchecked Sendable`: what varies is behind the monitor.
final class WorkQueue: @unchecked Sendable {
    typealias Item = @Sendable () -> Void

    private let monitor = Monitor()
    private var urgent: [Item] = []
    private var waiting: [Item] = []
    /// Those before it in `waiting` are done.
    private var first = 0
    private var isClosed = false

    func add(_ item: @escaping Item) {
        monitor.withLock { waiting.append(item) }
        monitor.signal()
    }

    /// Before everything else: parts of work that is being done already.
    func addUrgent(_ item: @escaping Item, count: Int) {
        monitor.withLock { for _ in 0..<count { urgent.append(item) } }
        monitor.signalAll()
    }

    func close() {
        monitor.withLock { isClosed = true }
        monitor.signalAll()
    }

    /// Does what comes, on the calling thread, until the queue is closed.
    func work() {
        while let item = next() { item() }
    }

    private func next() -> Item? {
        monitor.withLock {
            while true {
                if let item = urgent.popLast() { return item }
                if first < waiting.count {
                    let item = waiting[first]
                    first += 1
                    if first == waiting.count || first > 1000 {
                        waiting.removeFirst(first)
                        first = 0
                    }
                    return item
                }
                if isClosed { return nil }
                monitor.wait()
            }
        }
    }
}
