import ArgumentParser
import ControlAPI
import Domain

struct JobUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change a job's display name, description, experiment or tags.",
        example: "atelier job update -n brave_fox_x1 --set tags.stage=final display_name=Final")

    @OptionGroup var job: JobOption
    @OptionGroup var changes: UpdateOptions
    @Flag(name: [.customShort("e"), .long], help: "Say how to watch the job.")
    var web = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let current = try await open.call(JobRoutes.show, ["job": job.name]).job
        let edit = try Self.edit(changes, tags: current.spec.tags)
        _ = try await open.call(JobRoutes.update, ["job": job.name], body: edit)
        if web { session.say("watch it with 'atelier job stream --name \(job.name)'") }
        return try await Answer(open.presentation(of: JobName(job.name)), columns: Job.columns)
    }

    /// What the flags ask for, over the tags there are. Throws `invalidArgument` for what cannot be changed.
    static func edit(_ changes: UpdateOptions, tags: [String: String]) throws -> JobEdit {
        var edit = JobEdit()
        let newTags = try changes.applied(to: tags, noun: "job", fields: ["display_name", "description", "experiment_name"]) {
            switch $0 {
            case "display_name": edit.displayName = $1
            case "description": edit.description = $1
            default: edit.experimentName = $1
            }
        }
        if newTags != tags { edit.tags = newTags }
        return edit
    }
}
