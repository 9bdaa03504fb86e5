import ArgumentParser
import ControlAPI
import Domain

struct JobArchive: Verb {
    static let configuration = CommandConfiguration.verb(
        "archive", "Hide a job from lists.", example: "atelier job archive --name brave_fox_x1")

    @OptionGroup var job: JobOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        _ = try await open.call(JobRoutes.update, ["job": job.name], body: JobEdit(isArchived: true))
        return .nothing
    }
}

struct JobRestore: Verb {
    static let configuration = CommandConfiguration.verb(
        "restore", "Show an archived job in lists again.", example: "atelier job restore --name brave_fox_x1")

    @OptionGroup var job: JobOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        _ = try await open.call(JobRoutes.update, ["job": job.name], body: JobEdit(isArchived: false))
        return .nothing
    }
}
