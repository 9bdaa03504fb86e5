import ArgumentParser
import ControlAPI
import Domain

struct JobRerun: Verb {
    static let configuration = CommandConfiguration.verb(
        "rerun", "Submit a job again under a new name: same code, environment and inputs; says what differs all the same.",
        example: "atelier job rerun --name brave_fox_x1 --stream")

    @OptionGroup var job: JobOption
    @Flag(name: .shortAndLong, help: "Print the log until the job is over; exit 1 if it fails.")
    var stream = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let again = try await open.call(JobRoutes.rerun, ["job": job.name])
        for warning in again.warnings { session.say("warning: \(warning)") }
        let wantsResult = !stream || global.output != nil || global.query != nil
        let earlier = ["with": job.name]
        if stream {
            try await JobStreaming(session: session, open: open, job: again.name, toError: wantsResult).run()
            let comparison = try await open.call(JobRoutes.compare, ["job": again.name.rawValue], query: earlier)
            try comparison.tell(in: session, toError: wantsResult)
        } else {
            let comparison = try await open.call(JobRoutes.compare, ["job": again.name.rawValue], query: earlier)
            session.say(comparison.sentence)
        }
        guard wantsResult else { return .nothing }
        return try await Answer(open.presentation(of: again.name), columns: Job.columns)
    }
}
