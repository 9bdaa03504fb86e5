import ArgumentParser
import ControlAPI
import Documents
import Domain

struct DataCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Register a file or a folder.",
        example: "atelier data create --name titanic --path ./titanic.csv --type uri_file")

    @Option(name: .shortAndLong, help: "The asset's name.")
    var name: String?
    @Option(name: .shortAndLong, help: "The version; without it the next number.")
    var version: String?
    @Option(name: .shortAndLong, help: "A path or a location.")
    var path: String?
    @Option(name: .shortAndLong, help: "uri_file, uri_folder or mltable.", completion: .list(["uri_file", "uri_folder", "mltable"]))
    var type: String?
    @Option(name: .shortAndLong, help: "The asset's YAML file.", completion: .yaml)
    var file: String?
    @Option(name: .shortAndLong, help: "What it is.")
    var description: String?
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Accepted; the file is always checked.")
    var skipValidation = false
    @Flag(help: "Accepted; an asset is registered when the command returns.")
    var noWait = false
    @Option(help: ArgumentHelp("Not honoured: what is local stays where it is.", visibility: .hidden))
    var datastore: String?
    @OptionGroup(visibility: .hidden) var registry: RegistryOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try registry.refuse()
        var flags = DocumentFlags()
        flags.set("name", name)
        flags.set("version", version)
        flags.set("datastore", datastore)
        flags.set("path", path)
        flags.set("type", type)
        flags.set("description", description)
        let spec = try DataDocument.read(file: file, flags: flags, overrides: set, in: session)
        let open = try await session.open(global)
        let asset = try await open.call(DataRoutes.create, body: spec)
        return Answer(asset.presentation(in: open.scope), columns: DataAsset.columns)
    }
}
