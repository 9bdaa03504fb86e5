import ArgumentParser
import ControlAPI
import Domain

struct JobCancel: Verb {
    static let configuration = CommandConfiguration.verb(
        "cancel", "Cancel a job.", example: "atelier job cancel --name brave_fox_x1")

    @OptionGroup var job: JobOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let cancelled = try await open.call(JobRoutes.cancel, ["job": job.name])
        // az prints nothing; who asks for a form gets the job.
        return JobKill.answer(cancelled, global, open, session)
    }
}
