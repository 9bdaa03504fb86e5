import ArgumentParser
import ControlAPI
import Documents
import Domain

struct JobRerun: Verb {
    static let configuration = CommandConfiguration.verb(
        "rerun", "Submit a job again under a new name, and say what differs all the same.",
        example: "atelier job rerun --name brave_fox_x1 --set inputs.epochs=20 --stream")

    @OptionGroup var job: JobOption
    @Option(parsing: .upToNextOption, help: "Change what the job was asked to do: PATH=VALUE …")
    var set: [String] = []
    @Flag(name: .shortAndLong, help: "Print the log until the job is over; exit 1 if it fails.")
    var stream = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let again = try await open.call(
            JobRoutes.rerun, ["job": job.name], body: Repetition(spec: try await changed(open, session)))
        for warning in again.warnings { session.say("warning: \(warning)") }
        let wantsResult = !stream || global.output != nil || global.query != nil
        if stream {
            try await JobStreaming(session: session, open: open, job: again.name, toError: wantsResult).run()
            try await comparison(of: again, open, session)?.tell(in: session, toError: wantsResult)
        } else if let comparison = await comparison(of: again, open, session) {
            session.say(comparison.sentence)
        }
        guard wantsResult else { return .nothing }
        return try await Answer(open.presentation(of: again.name), columns: Job.columns)
    }

    /// Nil when nothing is to be changed.
    private func changed(_ open: OpenWorkspace, _ session: Session) async throws -> JobSpec? {
        guard !set.isEmpty else { return nil }
        let source = try await open.call(JobRoutes.show, ["job": job.name]).job
        let parsed = try JobDocument.read(
            text: try JobText.text(of: source), file: "job \(job.name)", overrides: set)
        for warning in parsed.warnings { session.say(warning.description) }
        return parsed.value
    }

    /// Nil, with a word why, when it cannot be told: the job was submitted all the same.
    private func comparison(of again: Job, _ open: OpenWorkspace, _ session: Session) async -> JobComparison? {
        do {
            return try await open.call(JobRoutes.compare, ["job": again.name.rawValue], query: ["with": job.name])
        } catch {
            session.say("warning: it cannot be compared with \(job.name): \((error as? AtelierError)?.message ?? "\(error)")")
            return nil
        }
    }
}
