import ArgumentParser
import ControlAPI
import Domain

struct DatastoreList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the datastores of a workspace.", example: "atelier datastore list --output table")

    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let datastores = try await session.former(open.call(DatastoreRoutes.list), at: past, in: open)
            .limited(to: maxResults)
        return Answer(.array(datastores.map { $0.presentation(in: open.scope) }), columns: Datastore.columns)
    }
}
