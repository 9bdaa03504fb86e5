import ArgumentParser
import Client
import ControlAPI
import Domain
import FoundationEssentials

/// Prints a job's log as it grows, in the form of `az ml job stream`, and sums up how the job ended. The job is not
/// tied to whoever watches: Ctrl-C ends the watching, and an engine that goes away is waited for.
struct JobStreaming: Sendable {
    let session: Session
    let open: OpenWorkspace
    let job: JobName
    /// Print to standard error, because standard output belongs to a result.
    let toError: Bool

    /// Throws exit code 1 when the job did not complete, and `cancelled` when the user stopped watching.
    func run() async throws {
        let heading = "Streaming user_logs/std_log.txt"
        try put("RunId: \(job)\nShow: atelier job show --name \(job)\n\n")
        try put("\(heading)\n\(String(repeating: "=", count: heading.count))\n\n")
        let final: Job
        do {
            final = try await Interruption.cancelling { try await follow() }
        } catch is Interruption.Interrupted {
            session.console.say("\nno longer watching: the job goes on")
            session.console.say("hint: 'atelier job stream --name \(job)' watches again, 'atelier job cancel --name \(job)' ends it")
            throw ExitCode(ErrorCode.cancelled.exitCode)
        }
        try put(Self.summary(of: final))
        if final.status != .completed { throw ExitCode.failure }
    }

    /// Follows the log to its end and the job to its final state, over as many connections as that takes.
    private func follow() async throws -> Job {
        let progress = Follower(offset: 0)
        var open = open
        var failures = 0
        while true {
            do {
                try await open.engine.followLog(of: job, in: open.scope.workspace, from: progress.offset, view: view) {
                    progress.offset = $0.nextOffset
                    failures = 0
                    try put($0.bytes)
                }
                let current = try await open.call(JobRoutes.wait, ["job": job.rawValue], query: ["seconds": "30"])
                if current.status.isFinal { return current }
            } catch let error as AtelierError where error.code == .unavailable && failures < 5 {
                failures += 1
                try Task.checkCancellation()
                session.say("the engine went away (\(error.message)); trying again")
                try await Task.sleep(for: .milliseconds(200 * failures))
                open = open.reconnected(to: try session.engine())
            }
        }
    }

    /// Carries the offset across connections.
    private final class Follower {
        var offset: Int64
        init(offset: Int64) { self.offset = offset }
    }

    private var view: LogView {
        let isTerminal = toError ? session.console.errorIsTerminal : session.console.outputIsTerminal
        return isTerminal && session.allowsColour ? .colour : .plain
    }

    private func put(_ text: String) throws { try put(Array(text.utf8)) }

    private func put(_ bytes: [UInt8]) throws {
        if toError {
            session.console.note(bytes)
        } else {
            try session.console.write(bytes)
        }
    }

    /// How the job ended, and why if it failed.
    static func summary(of job: Job) -> String {
        let heading = "Execution Summary"
        var text = "\n\(heading)\n\(String(repeating: "=", count: heading.count))\n"
        text += "RunId: \(job.name)\nStatus: \(job.status.rawValue)\n"
        if let started = job.startedAt, let ended = job.endedAt {
            text += "Duration: \(Duration.milliseconds(Int64(ended.timeIntervalSince(started) * 1000)).inWords)\n"
        }
        if job.status == .failed {
            let reason = job.reason ?? job.exitCode.map { "the command exited with \($0)" } ?? "the job failed"
            text += "\n" + JSONValue.members([
                "error": .members([
                    "code": "UserError", "exit_code": job.exitCode.map { JSONValue($0) }, "message": .string(reason),
                ])
            ]).indentedText + "\n"
        } else if let reason = job.reason, job.status != .completed {
            text += "Reason: \(reason.neutralised)\n"
        }
        return text
    }
}

extension Duration {
    /// `0.8 s`, `42 s`, `3 min 5 s`, `2 h 10 min`
    var inWords: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        let seconds = milliseconds / 1000
        return switch seconds {
        case ..<10: "\(seconds).\(milliseconds % 1000 / 100) s"
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
        default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }
}
