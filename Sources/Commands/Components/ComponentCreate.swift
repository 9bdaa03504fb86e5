import ArgumentParser
import ControlAPI
import Documents
import Domain

struct ComponentCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Register a component: work with inputs and outputs, for pipelines.",
        example: "atelier component create --file train.yml --version 2")

    @Option(name: .shortAndLong, help: "The component's YAML file.", completion: .yaml)
    var file: String
    @Option(name: .shortAndLong, help: "The component's name.")
    var name: String?
    @Option(name: .shortAndLong, help: "The version; without it the file's, or the next number.")
    var version: String?
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Accepted; the file is always checked.")
    var skipValidation = false
    @OptionGroup(visibility: .hidden) var registry: RegistryOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try registry.refuse()
        var flags = DocumentFlags()
        flags.set("name", name)
        flags.set("version", version)
        let spec = try ComponentDocument.read(file: file, flags: flags, overrides: set, in: session)
        if let remark = AzureKind(spec.work.kind).remark { session.say("\(file.neutralised): warning: \(remark)") }
        let open = try await session.open(global)
        let made = try await open.call(ComponentRoutes.create, body: spec)
        for warning in made.warnings { session.say("warning: \(warning)") }
        return Answer(made.component.presentation(in: open.scope), columns: Component.columns)
    }
}
