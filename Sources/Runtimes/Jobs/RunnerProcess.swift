package import Domain
import Glibc
import LinuxSystem
package import Logging

/// Runs a job's command under an `atelier-runner` of its own, which outlives the engine.
package struct RunnerProcess: JobRuntime {
    private let executable: String
    private let logger: Logger

    /// - Parameter executable: nil for the `atelier-runner` beside this program.
    package init(executable: String? = nil, logger: Logger = Logger(label: "atelier.runtimes")) {
        self.executable = executable ?? Self.besideThisProgram
        self.logger = logger
    }

    private static var besideThisProgram: String {
        let program = Host.executablePath ?? "/usr/bin/atelierd"
        let folder = program.utf8.lastIndex(of: UInt8(ascii: "/")).map { program[..<$0] } ?? ""
        return "\(folder)/atelier-runner"
    }

    /// Cancelling the calling task leaves the runner alone: `reattach` tells what became of it.
    package func start(_ plan: RunnerPlan) async throws -> any RunningJob {
        let files = RunnerFiles(layout: plan.layout, attempt: plan.attempt)
        do {
            let report = try await launch(plan)
            guard report == "started" else { throw failure(plan, report) }
            guard let record = try files.runnerRecord() else {
                throw failure(plan, "the runner left no record")
            }
            logger.debug("job started", metadata: [
                "attempt": "\(plan.attempt)", "runner": "\(record.runner.pid)",
                "command": "\(record.command.pid)",
            ])
            if let job = try RunnerJob(files, record) { return job }
            return EndedJob(files: files)
        } catch let error as PosixError {
            throw failure(plan, "\(error)", hint: hint(for: error), cause: error)
        } catch let error as RunnerOrder.Malformed {
            throw AtelierError(.invalidArgument, error.description, subject: plan.attempt, cause: error)
        }
    }

    package func reattach(_ layout: JobLayout, attempt: String) async throws -> Reattachment {
        let files = RunnerFiles(layout: layout, attempt: attempt)
        while true {
            if let record = try files.exitRecord() { return .exited(record) }
            if let record = try files.runnerRecord() {
                if let job = try RunnerJob(files, record) { return .running(job) }
                return Reattachment(try files.end())
            }
            switch try Claim(layout: layout, attempt: attempt).take() {
            case .claimed: return .notStarted
            case .startedBefore:
                // Its runner died between the claim and its record, or came to its end since we looked.
                return Reattachment(try files.end())
            case .runnerAtWork:
                // A runner at its very beginning: its record comes within moments.
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Starts the runner and returns what it reports; empty when it died without a word.
    private func launch(_ plan: RunnerPlan) async throws -> String {
        for path in [plan.layout.userLog, plan.layout.systemLog] {
            try DurableFile.createFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        }
        let planFile = plan.layout.runnerPlan
        // Good for this start only: a power cut takes the runner along.
        try FileDescriptor.open(planFile, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o600)
            .write(plan.order.encoded(), path: planFile)
        let log = try FileDescriptor.open(plan.layout.systemLog, O_WRONLY | O_CREAT | O_APPEND)
        var pipe = try PipeEnds()
        var spawn = Spawn(executable, [planFile], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"])
        spawn.workingDirectory = plan.layout.root
        spawn.standardError = log.raw
        spawn.descriptors = [RunnerOrder.reportDescriptor: pipe.writer]
        spawn.grouping = .ownSession
        do {
            _ = try ChildProcess(spawn)
        } catch {
            unlink(planFile)
            throw error
        }
        pipe.closeWriter()
        var text: [UInt8] = []
        while true {
            guard let more = try pipe.reader.read(count: 4096) else {
                try await ReadinessMonitor.shared.readable(pipe.reader.raw)
                continue
            }
            if more.isEmpty { break }
            text += more
        }
        return String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    private func failure(
        _ plan: RunnerPlan, _ report: String, hint: String? = nil, cause: (any Error)? = nil
    ) -> AtelierError {
        let reason = report.hasPrefix("failed ") ? String(report.dropFirst(7)) : report
        return AtelierError(
            .unavailable, "the command could not be started: \(reason.isEmpty ? "its runner died" : reason)",
            hint: hint ?? (reason.contains("No space left") ? "make room on the disk" : nil) ?? "see \(plan.layout.systemLog)", subject: plan.attempt, cause: cause)
    }

    private func hint(for error: PosixError) -> String? {
        if error.isOutOfSpace { return "make room on the disk of \(error.subject)" }
        if error.subject == executable { return "atelier-runner belongs beside atelierd; build or install it" }
        return nil
    }
}
