import ArgumentParser
import ControlAPI
import Domain

/// What is drained, or no longer.
struct DrainOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The cluster's name.", completion: NamedThing.compute.completion)
    var name: String
    @Option(help: "A node of 'compute list-nodes'; without, all of the cluster.")
    var node: String?

    func answer(isDraining: Bool, _ global: GlobalOptions, _ session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let change = DrainChange(node: node.map { NodeName($0) }, isDraining: isDraining)
        let compute = try await open.call(ComputeRoutes.drain, ["compute": name], body: change)
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }
}
