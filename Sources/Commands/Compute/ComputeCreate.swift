import ArgumentParser
import ControlAPI
import Documents
import Domain

struct ComputeCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Create a cluster or an instance, or change the one of that name.",
        example: "atelier compute create --name cpu-cluster --size Standard_DS2_v2")

    @Option(name: .shortAndLong, help: "Its name.")
    var name: String?
    @Option(name: .shortAndLong, help: "A compute YAML file.", completion: .yaml)
    var file: String?
    @Option(name: .shortAndLong, help: "amlcompute or computeinstance.", completion: .list(["amlcompute", "computeinstance"]))
    var type: String?
    @Option(help: "A VM size, see 'compute list-sizes'.", completion: .list(VMSize.catalogue.map(\.name)))
    var size: String?
    @Option(help: "Nodes that are always there.")
    var minInstances: Int?
    @Option(help: "Nodes at most.")
    var maxInstances: Int?
    @Option(name: [.customShort("d"), .long], help: "Seconds a node idles before it goes.")
    var idleTimeBeforeScaleDown: Int?
    @Option(help: "dedicated or low_priority.", completion: .words(of: ComputeTier.self))
    var tier: String?
    @Option(name: .shortAndLong, help: "A region's name, kept as a label.")
    var location: String?
    @Option(help: "What it is for.")
    var description: String?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …")
    var tags: [String] = []
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Return at once.")
    var noWait = false
    @OptionGroup(visibility: .hidden) var access: ComputeAccessOptions
    @OptionGroup(visibility: .hidden) var identity: ComputeIdentityOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        access.warn(in: session)
        identity.warn(in: session)
        var flags = DocumentFlags()
        flags.set("name", name)
        flags.set("type", type?.lowercased() ?? (file == nil ? ComputeType.amlcompute.rawValue : nil))
        flags.set("size", size)
        flags.set("min_instances", minInstances)
        flags.set("max_instances", maxInstances)
        flags.set("idle_time_before_scale_down", idleTimeBeforeScaleDown)
        flags.set("tier", tier)
        flags.set("location", location)
        flags.set("description", description)
        try flags.set("tags", assignments: tags, flag: "--tags")
        let spec =
            switch ComputeKind.of(file: file, flag: type) {
            case .cluster: try ComputeDocument.read(file: file, flags: flags, overrides: set, in: session)
            case .instance: try ComputeInstanceDocument.read(file: file, flags: flags, overrides: set, in: session)
            }
        let open = try await session.open(global)
        var compute = try await open.call(ComputeRoutes.create, body: spec)
        for warning in compute.warnings { session.say("warning: \(warning)") }
        if !noWait { compute = try await settled(compute, open, session) }
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }

    private func settled(_ created: Compute, _ open: OpenWorkspace, _ session: Session) async throws -> Compute {
        var compute = created
        var progress = Progress(what: "compute \(created.name)", in: session)
        while compute.provisioningState.isOngoing {
            progress.show(compute.provisioningState.rawValue)
            try await Task.sleep(for: .milliseconds(200))
            compute = try await open.call(ComputeRoutes.show, ["compute": compute.name.rawValue])
        }
        progress.end(compute.provisioningState.rawValue)
        return compute
    }
}
