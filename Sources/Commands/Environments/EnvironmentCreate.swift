import ArgumentParser
import ControlAPI
import Documents
import Domain

struct EnvironmentCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Register an environment.", example: "atelier environment create --name train --conda-file conda.yml")

    @Option(name: .shortAndLong, help: "The environment's name.")
    var name: String?
    @Option(name: .shortAndLong, help: "The version; without it the next number.")
    var version: String?
    @Option(name: .shortAndLong, help: "The environment's YAML file.", completion: .yaml)
    var file: String?
    @Option(name: .shortAndLong, help: "An image's name, kept as a label.")
    var image: String?
    @Option(name: .shortAndLong, help: "A conda file.")
    var condaFile: String?
    @Option(name: .shortAndLong, help: "A folder with a Dockerfile, of which the pip and conda lines count.")
    var buildContext: String?
    @Option(name: .shortAndLong, help: "The Dockerfile's path in that folder.")
    var dockerfilePath: String?
    @Option(help: "linux; there is no other.")
    var osType: String?
    @Option(help: ArgumentHelp("Not honoured: what is local stays where it is.", visibility: .hidden))
    var datastore: String?
    @Option(help: "What it is for.")
    var description: String?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …")
    var tags: [String] = []
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Accepted; an environment is built when it is first used.")
    var noWait = false
    @OptionGroup(visibility: .hidden) var registry: RegistryOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try registry.refuse()
        var flags = DocumentFlags()
        flags.set("name", name)
        flags.set("version", version)
        flags.set("datastore", datastore)
        flags.set("image", image)
        flags.set("conda_file", condaFile)
        flags.set("build.path", buildContext)
        flags.set("build.dockerfile_path", dockerfilePath)
        flags.set("os_type", osType)
        flags.set("description", description)
        try flags.set("tags", assignments: tags, flag: "--tags")
        let spec = try EnvironmentDocument.read(file: file, flags: flags, overrides: set, in: session)
        let open = try await session.open(global)
        let asset = try await open.call(EnvironmentRoutes.create, body: spec)
        return Answer(asset.presentation(in: open.scope), columns: EnvironmentAsset.columns)
    }
}
