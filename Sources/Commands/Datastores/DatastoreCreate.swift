import ArgumentParser
import ControlAPI
import Documents
import Domain

struct DatastoreCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Create a datastore, or replace the one of the same name.",
        example: "atelier datastore create --name lake --set type=local_file path=/data")

    @Option(name: .shortAndLong, help: "The datastore's YAML file.", completion: .yaml)
    var file: String?
    @Option(name: .shortAndLong, help: "The datastore's name.")
    var name: String?
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var flags = DocumentFlags()
        flags.set("name", name)
        let spec = try DatastoreDocument.read(file: file, flags: flags, overrides: set, in: session)
        if let remark = AzureKind(spec.type).remark {
            session.say((file.map { "\($0.neutralised): " } ?? "") + "warning: \(remark)")
        }
        let open = try await session.open(global)
        let datastore = try await open.call(DatastoreRoutes.create, body: spec)
        return Answer(datastore.presentation(in: open.scope), columns: Datastore.columns)
    }
}
