import ArgumentParser
import ControlAPI
import Domain

struct JobKill: Verb {
    static let configuration = CommandConfiguration.verb(
        "kill", "End a job's processes at once, without asking them first; 'cancel' asks.",
        example: "atelier job kill --name brave_fox_x1")

    @OptionGroup var job: JobOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let killed = try await open.call(JobRoutes.kill, ["job": job.name])
        return Self.answer(killed, global, open, session)
    }

    /// The state it has come to: a line, or the job for who asks for a form.
    static func answer(_ job: Job, _ global: GlobalOptions, _ open: OpenWorkspace, _ session: Session) -> Answer {
        guard global.output != nil || global.query != nil else {
            session.say("\(job.name): \(job.status.rawValue)")
            return .nothing
        }
        return Answer(job.presentation(in: open.scope), columns: Job.columns)
    }
}
