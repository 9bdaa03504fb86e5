import ArgumentParser
import ControlAPI
import Domain

struct ComputeShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a cluster.", example: "atelier compute show --name local")

    @Option(name: .shortAndLong, help: "The cluster's name.", completion: NamedThing.compute.completion)
    var name: String
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let current = try await open.call(ComputeRoutes.show, ["compute": name])
        let compute = try await session.former(current, at: past, in: open)
        let cost = past.at == nil ? try await open.costs(.compute)[name] : nil
        return Answer(
            compute.presentation(in: open.scope, cost: cost, isPast: past.at != nil), columns: Compute.columns)
    }
}
