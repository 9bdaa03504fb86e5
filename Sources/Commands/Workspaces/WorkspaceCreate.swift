import ArgumentParser
import Client
import ControlAPI
import Documents
import Domain

struct WorkspaceCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Create a workspace.", example: "atelier workspace create --name vision --resource-group research")

    @Option(name: .shortAndLong, help: "The workspace's name.")
    var name: String?
    @Option(name: .shortAndLong, help: "A workspace YAML file.", completion: .yaml)
    var file: String?
    @Option(help: "A name to show.")
    var displayName: String?
    @Option(help: "What it is for.")
    var description: String?
    @Option(name: .shortAndLong, help: "A region's name, kept as a label.")
    var location: String?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …")
    var tags: [String] = []
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Accepted; creating a workspace takes no time.")
    var noWait = false
    @OptionGroup(visibility: .hidden) var resources: WorkspaceResourceOptions
    @OptionGroup(visibility: .hidden) var origin: WorkspaceOriginOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try origin.refuseHubs()
        resources.warn(in: session)
        origin.warn(in: session)
        let defaults = try AzureDefaults.read(from: session.location)
        var flags = DocumentFlags()
        flags.set("name", name ?? (file == nil ? global.workspaceName : nil))
        flags.set("display_name", displayName)
        flags.set("description", description)
        flags.set("location", location)
        try flags.set("tags", assignments: tags, flag: "--tags")
        var spec = try WorkspaceDocument.read(file: file, flags: flags, overrides: set, in: session)
        if let group = global.resourceGroup ?? defaults["group"] { spec.resourceGroup = ResourceGroupName(group) }
        spec.location = spec.location ?? defaults["location"]
        let engine = try session.engine()
        let workspace = try await engine.call(WorkspaceRoutes.create, [:], query: [:], body: spec)
        let status = try await engine.call(EngineRoutes.status)
        return Answer(workspace.presentation(trackingURI: status.trackingURI), columns: Workspace.columns)
    }
}
