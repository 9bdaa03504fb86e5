import ArgumentParser
import ControlAPI
import Domain

struct JobShowServices: Verb {
    static let configuration = CommandConfiguration.verb(
        "show-services", "Show where a job can be reached.", example: "atelier job show-services --name brave_fox_x1")

    @OptionGroup var job: JobOption
    @Option(name: [.customShort("i"), .long], help: "Only those on this node of the job, from 0.")
    var nodeIndex: Int?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let shown = try await open.presentation(of: JobName(job.name))["services"]
        guard let nodeIndex, case .object(let services)? = shown else { return Answer(shown) }
        let details = try await open.call(JobRoutes.show, ["job": job.name])
        let count = details.job.spec.work.nodeCount
        guard (0..<count).contains(nodeIndex) else {
            throw AtelierError(
                .invalidArgument, "job '\(job.name)' has no node \(nodeIndex)",
                hint: count == 1 ? "it has one: 0" : "its nodes are 0 to \(count - 1)")
        }
        let there = details.job.declaredServices(onNode: nodeIndex).keys
        let elsewhere = Set(details.job.declaredServices().keys).subtracting(there)
        return Answer(.object(services.filter { !elsewhere.contains($0.key) }))
    }
}
