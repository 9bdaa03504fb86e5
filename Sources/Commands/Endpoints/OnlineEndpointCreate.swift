import ArgumentParser
import ControlAPI
import Documents
import Domain

struct OnlineEndpointCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Create an endpoint.", example: "atelier online-endpoint create --name iris --auth-mode key")

    @Option(name: .shortAndLong, help: "The endpoint's YAML file.", completion: .yaml)
    var file: String?
    @Option(name: .shortAndLong, help: "The endpoint's name.")
    var name: String?
    @Option(help: "key.", completion: .words(of: AuthMode.self))
    var authMode: String?
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Accepted; creating an endpoint takes no time.")
    var noWait = false
    @Flag(help: ArgumentHelp("Accepted; everything is local.", visibility: .hidden))
    var local = false
    @Flag(name: [.customShort("e"), .long], help: ArgumentHelp("Accepted.", visibility: .hidden))
    var web = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var flags = DocumentFlags()
        flags.set("name", name)
        flags.set("auth_mode", authMode)
        let spec = try OnlineEndpointDocument.read(file: file, flags: flags, overrides: set, in: session)
        let open = try await session.open(global)
        let details = try await open.call(EndpointRoutes.create, body: spec)
        return Answer(details.presentation(in: open.scope), columns: EndpointDetails.columns)
    }
}
