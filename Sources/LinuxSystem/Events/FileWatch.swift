import Glibc
import Synchronization

/// Tells when one file, or any in a folder, is created, written to, renamed or removed. The file need not exist yet; its
/// folder must.
package final class FileWatch: Sendable {
    /// Rung after a change; others may ring it too, to end a wait.
    package let bell: Doorbell
    private let token: UInt64

    package init(_ path: String, bell: Doorbell = Doorbell()) throws(PosixError) {
        self.bell = bell
        token = try Inotify.shared.get().add(
            DurableFile.name(of: path), in: DurableFile.parent(of: path), bell: bell)
    }

    package init(anyIn folder: String, bell: Doorbell = Doorbell()) throws(PosixError) {
        self.bell = bell
        token = try Inotify.shared.get().add(nil, in: folder, bell: bell)
    }

    deinit {
        if case .success(let inotify) = Inotify.shared { inotify.remove(token) }
    }

    /// Returns at a change since the last `next`, or since the watch began. Look at the file between the two: changes
    /// are told at least once, not each.
    package func next() async throws {
        try Inotify.shared.get().await(token)
        try await bell.wait()
    }
}

/// The one inotify descriptor of this process. Folders are watched, not files: so a file that is yet to come, and one that
/// a rename puts in another's place, are seen too.
private final class Inotify: Sendable {
    static let shared = Result { () throws(PosixError) in try Inotify() }

    private struct Subscription {
        let folder: Int32
        /// Nil for all of them.
        let name: String?
        let bell: Doorbell
        var isAwaited = false
    }

    private struct State {
        var next: UInt64 = 1
        var listens = false
        var subscriptions: [UInt64: Subscription] = [:]
    }

    private let descriptor: FileDescriptor
    private let state = Mutex(State())

    private init() throws(PosixError) {
        descriptor = FileDescriptor(
            owning: try PosixError.checked("watch files") { inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)) })
    }

    func add(_ name: String?, in folder: String, bell: Doorbell) throws(PosixError) -> UInt64 {
        let events = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE)
        let raw = descriptor.raw
        return try state.withLock { state throws(PosixError) in
            // The same folder answers the same watch number.
            let watch = try PosixError.checked("watch", folder) { inotify_add_watch(raw, folder, events) }
            defer { state.next += 1 }
            state.subscriptions[state.next] = Subscription(folder: watch, name: name, bell: bell)
            return state.next
        }
    }

    func remove(_ token: UInt64) {
        state.withLock { state in
            guard let gone = state.subscriptions.removeValue(forKey: token) else { return }
            if !state.subscriptions.values.contains(where: { $0.folder == gone.folder }) {
                inotify_rm_watch(descriptor.raw, gone.folder)
            }
        }
    }

    /// Listens until the subscription's bell was rung. Nobody waiting, nothing is read: the kernel merges the changes of
    /// a busy writer meanwhile, and costs us one wake-up for all of them.
    func await(_ token: UInt64) throws(PosixError) {
        try state.withLock { state throws(PosixError) in
            state.subscriptions[token]?.isAwaited = true
            try listen(&state)
        }
    }

    private func listen(_ state: inout State) throws(PosixError) {
        guard !state.listens else { return }
        _ = try ReadinessMonitor.shared.onReadable(descriptor.raw) { [self] in deliver() }
        state.listens = true
    }

    private func deliver() {
        var changes: Set<Change> = []
        while let bytes = try? descriptor.read(count: 65_536), !bytes.isEmpty {
            changes.formUnion(Self.parse(bytes))
        }
        let bells = state.withLock { state in
            state.listens = false
            var bells: [Doorbell] = []
            for (token, subscription) in state.subscriptions
            where changes.contains(where: { $0.concerns(folder: subscription.folder, name: subscription.name) }) {
                bells.append(subscription.bell)
                state.subscriptions[token]?.isAwaited = false
            }
            if state.subscriptions.values.contains(where: \.isAwaited) {
                do {
                    try listen(&state)
                } catch {
                    // Without a listener nobody would ever be woken: all look for themselves and come back for the error.
                    bells = state.subscriptions.values.map(\.bell)
                }
            }
            return bells
        }
        for bell in bells { bell.ring() }
    }

    private struct Change: Hashable {
        let folder: Int32
        let name: String
        /// The kernel's queue ran over: anything may have changed.
        let lostSome: Bool

        func concerns(folder: Int32, name: String?) -> Bool {
            lostSome || folder == self.folder && (name == nil || name == self.name)
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Set<Change> {
        var changes: Set<Change> = []
        bytes.withUnsafeBytes { buffer in
            var at = 0
            let header = MemoryLayout<inotify_event>.size
            while at + header <= buffer.count {
                let event = buffer.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
                let end = at + header + Int(event.len)
                guard end <= buffer.count else { return }
                let name = buffer[(at + header)..<end].prefix { $0 != 0 }
                changes.insert(Change(
                    folder: event.wd, name: String(decoding: name, as: UTF8.self),
                    lostSome: event.mask & UInt32(IN_Q_OVERFLOW) != 0))
                at = end
            }
        }
        return changes
    }
}
