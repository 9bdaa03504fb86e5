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
        let current = try await open.call(EndpointRoutes.show, ["endpoint": endpoint.name])
        let details = current.showing(try await session.former(current.endpoint, at: past, in: open))
        let cost = past.at == nil ? try await open.costs(.endpoint)[endpoint.name] : nil
        return Answer(details.presentation(in: open.scope, cost: cost), columns: EndpointDetails.columns)
    }
}
