import ArgumentParser
import ControlAPI
import Domain

struct OnlineEndpointList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the endpoints of a workspace.", example: "atelier online-endpoint list --output table")

    @Flag(help: ArgumentHelp("Accepted; everything is local.", visibility: .hidden))
    var local = false
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var endpoints = try await open.call(EndpointRoutes.list)
        var costs: [String: CostLine] = [:]
        if past.at != nil {
            let former = try await session.former(endpoints.map(\.endpoint), at: past, in: open)
            endpoints = former.compactMap { former in
                endpoints.first { $0.endpoint.name == former.name }?.showing(former)
            }
        } else {
            costs = try await open.costs(.endpoint)
        }
        return Answer(
            .array(endpoints.map { $0.presentation(in: open.scope, cost: costs[$0.endpoint.name.rawValue]) }),
            columns: EndpointDetails.columns)
    }
}
