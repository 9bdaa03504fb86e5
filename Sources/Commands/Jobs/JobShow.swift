import ArgumentParser
import ControlAPI
import Domain

struct JobShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a job.", example: "atelier job show --name brave_fox_x1 --query status --output tsv")

    @OptionGroup var job: JobOption
    @Flag(name: [.customShort("e"), .long], help: "Say how to watch the job.")
    var web = false
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        if web { session.say("watch it with 'atelier job stream --name \(job.name)'") }
        if past.at != nil {
            let current = try await open.call(JobRoutes.show, ["job": job.name]).job
            let former = try await session.former(current, at: past, in: open)
            return Answer(former.presentation(in: open.scope), columns: Job.columns)
        }
        return try await Answer(open.presentation(of: JobName(job.name)), columns: Job.columns)
    }
}

/// The job a verb is about.
struct JobOption: ParsableArguments {
    @Option(name: .shortAndLong, help: "The job's name.", completion: NamedThing.job.completion)
    var name: String
}
