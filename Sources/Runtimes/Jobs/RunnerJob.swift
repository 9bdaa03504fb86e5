import Domain
import Glibc
import LinuxSystem

/// A job whose runner lives, seen from an engine: the one that started it or a later one.
struct RunnerJob: RunningJob {
    private let files: RunnerFiles
    /// The group of the command. It cannot become another's while the runner lives, which keeps its leader unreaped
    /// until the exit record is written.
    private let group: ProcessGroup
    private let runner: ProcessHandle

    var attempt: String { files.attempt }

    /// Nil when the runner has ended.
    init?(_ files: RunnerFiles, _ record: RunnerRecord) throws(PosixError) {
        guard let runner = try ProcessHandle(record.runner) else { return nil }
        self.files = files
        self.runner = runner
        group = ProcessGroup(record.command.pid)
    }

    func waitForExit() async throws -> JobEnd {
        try await runner.waitForExit()
        return try files.end()
    }

    func cancel(grace: Duration, clock: any Clock<Duration>) async {
        guard !runner.hasExited else { return }
        let runner = runner
        await group.end(signals: [SIGINT, SIGTERM], grace: grace, clock: clock) { try await runner.waitForExit() }
    }

    func kill() {
        guard !runner.hasExited else { return }
        group.signal(SIGKILL)
    }
}

/// A job that had ended before we could take hold of its runner.
struct EndedJob: RunningJob {
    let files: RunnerFiles

    var attempt: String { files.attempt }

    func waitForExit() async throws -> JobEnd { try files.end() }

    func cancel(grace: Duration, clock: any Clock<Duration>) async {}
    func kill() {}
}
