import ArgumentParser
import ControlAPI
import Domain

struct OnlineEndpointDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete an endpoint and its deployments.",
        example: "atelier online-endpoint delete --name iris --yes")

    @OptionGroup var endpoint: EndpointOption
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
    @Flag(help: "Accepted; deleting takes no time.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        try session.confirm("Delete the endpoint '\(endpoint.name)' and its deployments?", unless: yes)
        session.tell(try await open.call(EndpointRoutes.delete, ["endpoint": endpoint.name]))
        return .nothing
    }
}
