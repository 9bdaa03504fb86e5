import ArgumentParser
import ControlAPI
import Domain

struct JobUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change a job's display name, description, experiment, tags or properties.",
        example: "atelier job update -n brave_fox_x1 --set tags.stage=final display_name=Final")

    @OptionGroup var job: JobOption
    @OptionGroup var changes: UpdateOptions
    @Flag(name: [.customShort("e"), .long], help: "Say how to watch the job.")
    var web = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let current = try await open.call(JobRoutes.show, ["job": job.name]).job
        let edit = try Self.edit(changes, of: current)
        _ = try await open.call(JobRoutes.update, ["job": job.name], body: edit)
        if web { session.say("watch it with 'atelier job stream --name \(job.name)'") }
        return try await Answer(open.presentation(of: JobName(job.name)), columns: Job.columns)
    }

    /// What the flags ask for, over what the job is. Throws `invalidArgument` for what cannot be changed.
    private static func edit(_ changes: UpdateOptions, of job: Job) throws -> JobEdit {
        var fields = EditableFields(
            "a job",
            texts: [
                "description": job.spec.description, "display_name": job.displayName,
                "experiment_name": job.experiment,
            ],
            maps: ["properties": job.spec.properties, "tags": job.spec.tags])
        try fields.apply(changes)
        guard fields.changed("experiment_name")?.isEmpty != true else {
            throw AtelierError(
                .invalidArgument, "a job is never without an experiment", hint: "write --set experiment_name=TEXT")
        }
        return JobEdit(
            displayName: fields.changed("display_name"), description: fields.changed("description"),
            tags: fields.changed(map: "tags"), properties: fields.changed(map: "properties"),
            experimentName: fields.changed("experiment_name"))
    }
}
