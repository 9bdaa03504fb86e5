import CLinux
import Synchronization

/// One thread with one epoll set that waits for every descriptor this process wants to read from one day: pidfds,
/// pipes, inotify. Waiting so blocks no thread of the cooperative pool.
package final class ReadinessMonitor: Sendable {
    package static let shared = ReadinessMonitor()

    private struct Watch {
        let descriptor: Int32
        let handler: @Sendable () -> Void
    }

    private struct State {
        var next: UInt64 = 1
        var watches: [UInt64: Watch] = [:]
    }

    private let epoll: Int32
    private let state = Mutex(State())

    private init() {
        epoll = linux_epoll_create()
        BlockingWork.start(stackSize: 256 << 10) { self.run() }
    }

    /// Calls `handler` once, on the monitor's thread, when `descriptor` becomes readable or is hung up.
    /// The descriptor must stay open until the handler was called or `forget` was.
    /// A file descriptor number can be watched once at a time; `duplicate` it to watch twice.
    package func onReadable(
        _ descriptor: Int32, _ handler: @escaping @Sendable () -> Void
    ) throws(PosixError) -> UInt64 {
        let token = state.withLock { state in
            defer { state.next += 1 }
            state.watches[state.next] = Watch(descriptor: descriptor, handler: handler)
            return state.next
        }
        do {
            try PosixError.shim(linux_epoll_watch(epoll, descriptor, token, 1), "watch a descriptor")
        } catch {
            state.withLock { _ = $0.watches.removeValue(forKey: token) }
            throw error
        }
        return token
    }

    /// Takes a watch back. After this the handler is not called, unless it is being called already.
    package func forget(_ token: UInt64) {
        state.withLock { state in
            guard let watch = state.watches.removeValue(forKey: token) else { return }
            linux_epoll_forget(epoll, watch.descriptor)
        }
    }

    /// Returns when `descriptor` is readable or hung up. The descriptor is the caller's to keep open meanwhile.
    package func readable(_ descriptor: Int32) async throws {
        let bell = Doorbell()
        let token = try onReadable(descriptor) { bell.ring() }
        defer { forget(token) }
        try await bell.wait()
    }

    private func run() {
        var tokens = [UInt64](repeating: 0, count: 64)
        while true {
            let count = tokens.withUnsafeMutableBufferPointer { linux_epoll_wait(epoll, $0.baseAddress, 64) }
            guard count > 0 else { continue }
            for token in tokens[..<Int(count)] {
                let handler = state.withLock { state -> (@Sendable () -> Void)? in
                    guard let watch = state.watches.removeValue(forKey: token) else { return nil }
                    linux_epoll_forget(epoll, watch.descriptor)
                    return watch.handler
                }
                handler?()
            }
        }
    }
}
