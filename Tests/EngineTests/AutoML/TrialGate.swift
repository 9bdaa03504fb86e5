import Domain
import Foundation
import Glibc
import Synchronization

/// Holds a trial on its thread before it has begun: its log is a pipe that nobody reads until the gate is opened.
final class TrialGate: Sendable {
    private let path: String
    private let reader = Mutex<Int32>(-1)

    init(_ layout: JobLayout) throws {
        path = layout.userLog
        // Who is held longer than the test runs is to fail, not to end the process.
        signal(SIGPIPE, SIG_IGN)
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        guard mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        open()
        _ = reader.withLock { close($0) }
    }

    /// Lets the trial go on; what it writes after its first line goes to a file.
    func open() {
        reader.withLock { reader in
            guard reader < 0 else { return }
            reader = Glibc.open(path, O_RDONLY | O_NONBLOCK)
            unlink(path)
        }
    }
}
