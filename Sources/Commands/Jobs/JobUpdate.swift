import ArgumentParser
import ControlAPI
import Domain

struct JobUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change a job's display name, description or tags.",
        example: "atelier job update -n brave_fox_x1 --set tags.stage=final display_name=Final")

    @OptionGroup var job: JobOption
    @Option(parsing: .upToNextOption, help: "display_name=TEXT, description=TEXT, tags.KEY=TEXT …")
    var set: [String] = []
    @Option(parsing: .upToNextOption, help: "tags.KEY …")
    var remove: [String] = []
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let current = try await open.call(JobRoutes.show, ["job": job.name]).job
        let change = try Self.change(set: set, remove: remove, tags: current.spec.tags)
        _ = try await open.call(JobRoutes.update, ["job": job.name], body: change)
        return try await Answer(open.presentation(of: JobName(job.name)), columns: Job.columns)
    }

    /// What the flags ask for, over the tags there are. Throws `invalidArgument` for what cannot be changed.
    static func change(set: [String], remove: [String], tags: [String: String]) throws -> JobEdit {
        var change = JobEdit()
        var newTags = tags
        for (path, value) in try Assignments.parse(set, flag: "--set") {
            switch path {
            case "display_name": change.displayName = value
            case "description": change.description = value
            default: newTags[try tag(of: path, flag: "--set")] = value
            }
        }
        for path in remove { newTags[try tag(of: path, flag: "--remove")] = nil }
        if newTags != tags { change.tags = newTags }
        return change
    }

    private static func tag(of path: String, flag: String) throws -> String {
        guard let tag = path.removing(prefix: "tags."), !tag.isEmpty else {
            throw AtelierError(
                .invalidArgument, "'\(path.neutralised)' of a job cannot be changed with \(flag)",
                hint: "display_name, description and tags.KEY can")
        }
        return tag
    }
}
