import ArgumentParser
import ControlAPI
import Domain

struct JobUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change a job's display name, description or tags.",
        example: "atelier job update -n brave_fox_x1 --set tags.stage=final display_name=Final")

    @OptionGroup var job: JobOption
    @OptionGroup var changes: UpdateOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let current = try await open.call(JobRoutes.show, ["job": job.name]).job
        let change = try Self.change(changes, of: current)
        _ = try await open.call(JobRoutes.update, ["job": job.name], body: change)
        return try await Answer(open.presentation(of: JobName(job.name)), columns: Job.columns)
    }

    /// What the flags ask for, over what the job is. Throws `invalidArgument` for what cannot be changed.
    static func change(_ changes: UpdateOptions, of job: Job) throws -> JobEdit {
        var fields = EditableFields(
            "a job", texts: ["display_name": job.displayName, "description": job.spec.description],
            maps: ["tags": job.spec.tags])
        try fields.apply(changes)
        var edit = JobEdit()
        edit.displayName = fields.changed("display_name")
        edit.description = fields.changed("description")
        edit.tags = fields.changed(map: "tags")
        return edit
    }
}
