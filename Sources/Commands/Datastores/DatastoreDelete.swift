import ArgumentParser
import ControlAPI
import Domain

struct DatastoreDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a datastore that nothing uses; what lies there stays.",
        example: "atelier datastore delete --name lake")

    @Option(name: .shortAndLong, help: "The datastore's name.", completion: NamedThing.datastore.completion)
    var name: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        session.tell(try await open.call(DatastoreRoutes.delete, ["datastore": name]))
        return .nothing
    }
}
