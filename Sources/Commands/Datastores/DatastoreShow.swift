import ArgumentParser
import ControlAPI
import Domain

struct DatastoreShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a datastore; never its credentials.",
        example: "atelier datastore show --name workspaceblobstore")

    @Option(name: .shortAndLong, help: "The datastore's name.", completion: NamedThing.datastore.completion)
    var name: String
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let current = try await open.call(DatastoreRoutes.show, ["datastore": name])
        let datastore = try await session.former(current, at: past, in: open)
        return Answer(datastore.presentation(in: open.scope), columns: Datastore.columns)
    }
}
