import ArgumentParser
import ControlAPI
import Documents
import Domain

struct ComputeUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change how a cluster scales, when an instance stops itself, or how they are described.",
        example: "atelier compute update -n cpu-cluster --max-instances 4 --set tags.team=a")

    @Option(name: .shortAndLong, help: "The cluster's or instance's name.", completion: NamedThing.compute.completion)
    var name: String
    @Option(help: "Nodes that are always there.")
    var minInstances: Int?
    @Option(help: "Nodes at most.")
    var maxInstances: Int?
    @Option(name: [.customShort("d"), .long], help: "Seconds a node idles before it goes.")
    var idleTimeBeforeScaleDown: Int?
    @Option(help: "Of an instance: minutes without a job before it is stopped.")
    var idleTimeBeforeShutdownMinutes: Int?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …")
    var tags: [String] = []
    @OptionGroup var changes: UpdateOptions
    @Flag(help: "Accepted; changing a cluster takes no time.")
    var noWait = false
    @OptionGroup(visibility: .hidden) var identity: ComputeIdentityOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        identity.warn(in: session)
        let open = try await session.open(global)
        let current = try await open.call(ComputeRoutes.show, ["compute": name]).spec
        let spec = try changed(current, in: session)
        let compute = try await open.call(ComputeRoutes.create, body: spec)
        for warning in compute.warnings { session.say("warning: \(warning)") }
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }

    /// The spec as it would be read from a file with the changes in it, so that what is wrong is told in the same words.
    private func changed(_ current: ComputeSpec, in session: Session) throws -> ComputeSpec {
        guard current.type != .local else {
            throw AtelierError(
                .invalidArgument, "the built-in compute 'local' cannot be changed", hint: "create a cluster of your own",
                subject: "compute local")
        }
        var flags = DocumentFlags(current)
        var overrides: [String] = []
        let newTags = try changes.applied(to: current.tags, noun: "compute", fields: Self.fields) {
            overrides.append("\($0)=\($1)")
        }
        flags.set("min_instances", minInstances)
        flags.set("max_instances", maxInstances)
        flags.set("idle_time_before_scale_down", idleTimeBeforeScaleDown)
        flags.set("idle_time_before_shutdown_minutes", idleTimeBeforeShutdownMinutes)
        var spec =
            switch current.type {
            case .computeInstance:
                try ComputeInstanceDocument.read(file: nil, flags: flags, overrides: overrides, in: session)
            default: try ComputeDocument.read(file: nil, flags: flags, overrides: overrides, in: session)
            }
        spec.tags = newTags.merging(try Assignments.dictionary(tags, flag: "--tags")) { _, new in new }
        spec.schedules = current.schedules
        return spec
    }

    private static let fields = [
        "min_instances", "max_instances", "idle_time_before_scale_down", "idle_time_before_shutdown_minutes",
        "idle_time_before_shutdown", "size", "tier", "location", "description",
    ]
}

extension DocumentFlags {
    /// What a file of the compute would say.
    fileprivate init(_ spec: ComputeSpec) {
        self.init()
        set("name", spec.name.rawValue)
        set("type", spec.type.rawValue)
        set("size", spec.size)
        set("location", spec.location)
        set("description", spec.description)
        guard spec.type != .computeInstance else {
            set("idle_time_before_shutdown", spec.idleTimeBeforeShutdown.map { "PT\($0)S" })
            return
        }
        set("min_instances", spec.minInstances)
        set("max_instances", spec.maxInstances)
        set("idle_time_before_scale_down", spec.idleTimeBeforeScaleDown)
        set("tier", spec.tier.rawValue)
    }
}
