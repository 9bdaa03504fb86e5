import Domain
import Glibc
import LinuxSystem

/// One run of a helper program (uv, pip, curl, a Python that is asked its version): its output as it comes, and its
/// whole process group gone when it is done or when the task is cancelled.
struct ToolProcess: Sendable {
    var executable: String
    var arguments: [String]
    var environment: [String: String]
    var workingDirectory: String?
    var niceness: Int32?

    init(
        _ executable: String, _ arguments: [String], environment: [String: String], workingDirectory: String? = nil,
        niceness: Int32? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.niceness = niceness
    }

    /// Gives standard output and error, joined, to `output`. Throws `unavailable` when the program cannot be started,
    /// and `CancellationError` after it was ended.
    func run(output: @Sendable ([UInt8]) -> Void) async throws -> TerminationStatus {
        var pipe = try PipeEnds()
        let child = try start(writingTo: pipe.writer)
        pipe.closeWriter()
        // What the program leaves running would keep the pipe open.
        let watcher = Task {
            let status = try await child.waitForExit()
            ProcessGroup(child.pid).signal(SIGKILL)
            return status
        }
        do {
            while true {
                try await ReadinessMonitor.shared.readable(pipe.reader.raw)
                guard let bytes = try pipe.reader.read(count: 65_536) else { continue }
                if bytes.isEmpty { break }
                output(bytes)
            }
            let status = try await watcher.value
            try Task.checkCancellation()
            return status
        } catch {
            // Not in this task: a cancelled one cannot wait.
            await Task { _ = await child.terminate(grace: .seconds(2)) }.value
            throw error
        }
    }

    /// As `run(output:)`, for programs that say little. Keeps the last 64 KiB.
    func collect() async throws -> (status: TerminationStatus, text: String) {
        let tail = OutputTail(limit: 65_536)
        let status = try await run { tail.append($0) }
        return (status, tail.text)
    }

    private func start(writingTo writer: Int32) throws -> ChildProcess {
        var spawn = Spawn(executable, arguments, environment: environment)
        spawn.workingDirectory = workingDirectory
        spawn.standardOutput = writer
        spawn.standardError = writer
        spawn.grouping = .ownGroup
        spawn.niceness = niceness
        do {
            return try ChildProcess(spawn)
        } catch {
            throw AtelierError(.unavailable, "\(error)", hint: "check that it is installed", cause: error)
        }
    }
}
