import LinuxSystem
import Synchronization

/// Where tasks leave messages for the one thread that owns the screen. Unbounded, so that nobody waits and nothing is
/// lost or reordered; the doorbell rings once, however much there is to fetch.
final class Mailbox: Sendable {
    private struct Contents {
        var messages: [StudioMessage] = []
        var hasRung = false
    }

    private let contents = Mutex(Contents())
    private let bell: PollBell

    init() throws {
        bell = try PollBell()
    }

    /// Readable when there is mail.
    var descriptor: Int32 { bell.descriptor }

    func post(_ message: StudioMessage) {
        let mustRing = contents.withLock { contents in
            contents.messages.append(message)
            defer { contents.hasRung = true }
            return !contents.hasRung
        }
        if mustRing { bell.ring() }
    }

    func fetch() -> [StudioMessage] {
        contents.withLock { contents in
            if contents.hasRung { bell.silence() }
            contents.hasRung = false
            defer { contents.messages = [] }
            return contents.messages
        }
    }
}
