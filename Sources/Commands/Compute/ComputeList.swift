import ArgumentParser
import ControlAPI
import Domain

struct ComputeList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the clusters of a workspace.", example: "atelier compute list --output table")

    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @Option(help: "Only of this type.", completion: .words(of: ComputeType.self))
    var type: String?
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let computes = try await session.former(open.call(ComputeRoutes.list), at: past, in: open)
            .filter { type == nil || $0.spec.type.rawValue == type?.lowercased() }
        let costs = past.at == nil ? try await open.costs(.compute) : [:]
        return Answer(
            .array(
                computes.limited(to: maxResults).map {
                    $0.presentation(in: open.scope, cost: costs[$0.name.rawValue], isPast: past.at != nil)
                }),
            columns: Compute.columns)
    }
}
