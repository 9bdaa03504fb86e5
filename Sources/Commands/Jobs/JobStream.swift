import ArgumentParser
import ControlAPI
import Domain

struct JobStream: Verb {
    static let configuration = CommandConfiguration.verb(
        "stream", "Print a job's log until the job is over; exit 1 if it failed.",
        example: "atelier job stream --name brave_fox_x1")

    @OptionGroup var job: JobOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        // Asked first, so that an unknown job is told before anything is printed.
        _ = try await open.call(JobRoutes.show, ["job": job.name])
        try await JobStreaming(session: session, open: open, job: JobName(job.name), toError: false).run()
        return .nothing
    }
}
