import ArgumentParser
import ControlAPI
import Domain

struct ComputeListNodes: Verb {
    static let configuration = CommandConfiguration.verb(
        "list-nodes", "List the nodes of a cluster and the jobs on them.",
        example: "atelier compute list-nodes --name cpu-cluster --output table")

    @Option(name: .shortAndLong, help: "The cluster's name.", completion: NamedThing.compute.completion)
    var name: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let compute = try await open.call(ComputeRoutes.show, ["compute": name])
        return Answer(.array(compute.nodes.map(\.presentation)), columns: ComputeNode.columns)
    }
}
