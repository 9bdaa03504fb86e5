import Domain
import Glibc
import LinuxSystem

/// A job whose runner lives, seen from an engine: the one that started it or a later one.
final class RunnerJob: RunningJob {
    let files: RunnerFiles
    let runner: ProcessIdentity
    /// Nil when the runner had ended before we could take hold of it.
    private let handle: ProcessHandle?

    var attempt: String { files.attempt }

    var isRunning: Bool { handle?.hasExited == false }

    init(_ files: RunnerFiles, runner: ProcessIdentity) throws(PosixError) {
        self.files = files
        self.runner = runner
        handle = try ProcessHandle(runner)
    }

    func waitForExit() async throws -> JobEnd {
        try await handle?.waitForExit()
        return try files.end()
    }

    func cancel(grace: Duration, clock: any Clock<Duration>) async {
        guard let handle, !handle.hasExited, let group = commandGroup() else { return }
        await group.end(signals: [SIGINT, SIGTERM], grace: grace, clock: clock) { try await handle.waitForExit() }
    }

    /// The group cannot be another's: the runner keeps its leader unreaped until the exit record is written.
    private func commandGroup() -> ProcessGroup? {
        let child = ProcessTable.snapshot().entries.first { $0.parent == runner.pid && $0.group == $0.pid }
        let recorded = try? files.runnerRecord()?.command?.pid
        return (recorded ?? child?.pid).map { ProcessGroup($0) }
    }
}
