import ArgumentParser
import ControlAPI
import Domain

struct JobShowServices: Verb {
    static let configuration = CommandConfiguration.verb(
        "show-services", "Show where a job can be reached.", example: "atelier job show-services --name brave_fox_x1")

    @OptionGroup var job: JobOption
    @Option(name: [.customShort("i"), .long], help: "Accepted; a job has one node.")
    var nodeIndex: Int?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        return Answer(try await open.presentation(of: JobName(job.name))["services"])
    }
}
