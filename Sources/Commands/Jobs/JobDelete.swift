import ArgumentParser
import ControlAPI
import Domain

struct JobDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a job that is over, with its files and its run; a search with its trials.",
        example: "atelier job delete --name brave_fox_x1 --yes")

    @OptionGroup var job: JobOption
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        try session.confirm("Delete the job '\(job.name)' with its files, logs and metrics?", unless: yes)
        session.tell(try await open.call(JobRoutes.delete, ["job": job.name]))
        return .nothing
    }
}
