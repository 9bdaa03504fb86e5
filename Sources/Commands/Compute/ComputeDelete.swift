import ArgumentParser
import ControlAPI
import Domain

struct ComputeDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a cluster.", example: "atelier compute delete --name cpu-cluster --yes")

    @Option(name: .shortAndLong, help: "The cluster's name.", completion: NamedThing.compute.completion)
    var name: String
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
    @Flag(help: "Accepted; deleting takes no time.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        try session.confirm("Delete the compute '\(name)'?", unless: yes)
        session.tell(try await open.call(ComputeRoutes.delete, ["compute": name]))
        return .nothing
    }
}
