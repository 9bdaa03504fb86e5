import ArgumentParser
import ControlAPI
import Domain

struct OnlineEndpointShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show an endpoint.", example: "atelier online-endpoint show --name iris --query scoring_uri -o tsv")

    @OptionGroup var endpoint: EndpointOption
    @Flag(name: [.customShort("e"), .long], help: ArgumentHelp("Accepted.", visibility: .hidden))
    var web = false
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let details = try await open.call(EndpointRoutes.show, ["endpoint": endpoint.name])
        if let at = past.at {
            let rewind = try await session.rewind(to: at, kind: "endpoint", name: endpoint.name, in: open)
            guard let former = try rewind.endpoint(details.endpoint) else {
                throw AtelierError.notThere(
                    "endpoint '\(endpoint.name)'", at: rewind.time, since: details.endpoint.creation.createdAt)
            }
            return Answer(details.showing(former).presentation(in: open.scope), columns: EndpointDetails.columns)
        }
        let cost = try await open.costs(.endpoint)[endpoint.name]
        return Answer(details.presentation(in: open.scope, cost: cost), columns: EndpointDetails.columns)
    }
}
