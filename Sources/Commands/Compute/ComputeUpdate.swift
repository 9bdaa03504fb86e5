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
        let texts = Self.texts(of: current)
        var fields = EditableFields("a compute", texts: texts, maps: ["tags": current.tags])
        try fields.apply(changes)
        var flags = DocumentFlags()
        flags.set("name", current.name.rawValue)
        flags.set("type", current.type.rawValue)
        var overrides: [String] = []
        for (field, text) in texts {
            // What is taken away is what a file without it says.
            switch fields.changed(field) {
            case nil: flags.set(field, text)
            case ""?: break
            case let new?: overrides.append("\(field)=\(new)")
            }
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
        spec.tags = try (fields.changed(map: "tags") ?? current.tags)
            .merging(Assignments.dictionary(tags, flag: "--tags")) { _, new in new }
        spec.schedules = current.schedules
        return spec
    }

    /// What may change of a compute, as a file of it would say it.
    private static func texts(of spec: ComputeSpec) -> [String: String?] {
        var texts: [String: String?] = ["size": spec.size, "location": spec.location, "description": spec.description]
        if spec.type == .computeInstance {
            texts["idle_time_before_shutdown"] = .some(spec.idleTimeBeforeShutdown.map { "PT\($0)S" })
            texts["idle_time_before_shutdown_minutes"] = .some(nil)
        } else {
            texts["min_instances"] = "\(spec.minInstances)"
            texts["max_instances"] = "\(spec.maxInstances)"
            texts["idle_time_before_scale_down"] = "\(spec.idleTimeBeforeScaleDown)"
            texts["tier"] = spec.tier.rawValue
        }
        return texts
    }
}
