import Domain
import Glibc
import LinuxSystem
import Synchronization

/// The log of one build: in a file, and live to everybody who waits, each from its start.
final class BuildLog: Sendable {
    typealias Listener = @Sendable ([UInt8]) -> Void

    private struct State {
        var written: [UInt8] = []
        var listeners: [Int: Listener] = [:]
        var next = 0
    }

    /// Kept in memory for whoever comes late; the file has all of it.
    private static let memory = 4 << 20

    let path: String
    private let file: FileDescriptor
    private let state = Mutex(State())

    /// Starts the file anew.
    init(path: String) throws {
        self.path = path
        try FileCopy.makeFolder(path.splitAtLastComponent.folder)
        try FileCopy.remove(path)
        file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_APPEND)
    }

    func write(_ text: String) {
        write(Array((text + "\n").utf8))
    }

    func write(_ bytes: [UInt8]) {
        state.withLock { state in
            // The waiters' own logs matter more than this file: a full disk does not end the build.
            try? file.write(bytes, path: path)
            if state.written.count < Self.memory { state.written += bytes }
            // Inside the lock, so that everybody gets the bytes in their order.
            for listener in state.listeners.values { listener(bytes) }
        }
    }

    /// Gives everything so far, then what is to come.
    func listen(_ listener: @escaping Listener) -> Int {
        state.withLock { state in
            if !state.written.isEmpty { listener(state.written) }
            state.next += 1
            state.listeners[state.next] = listener
            return state.next
        }
    }

    func forget(_ id: Int) {
        state.withLock { _ = $0.listeners.removeValue(forKey: id) }
    }
}
