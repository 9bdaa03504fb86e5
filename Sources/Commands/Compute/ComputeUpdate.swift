import ArgumentParser
import ControlAPI
import Domain

struct ComputeUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change how a cluster scales.",
        example: "atelier compute update --name cpu-cluster --max-instances 4")

    @Option(name: .shortAndLong, help: "The cluster's name.")
    var name: String
    @Option(help: "Nodes that are always there.")
    var minInstances: Int?
    @Option(help: "Nodes at most.")
    var maxInstances: Int?
    @Option(name: [.customShort("d"), .long], help: "Seconds a node idles before it goes.")
    var idleTimeBeforeScaleDown: Int?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …")
    var tags: [String] = []
    @OptionGroup var changes: UpdateOptions
    @Flag(help: "Accepted; changing a cluster takes no time.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var spec = try await open.call(ComputeRoutes.show, ["compute": name]).spec
        try Self.apply(changes, to: &spec)
        spec.minInstances = minInstances ?? spec.minInstances
        spec.maxInstances = maxInstances ?? spec.maxInstances
        spec.idleTimeBeforeScaleDown = idleTimeBeforeScaleDown ?? spec.idleTimeBeforeScaleDown
        spec.tags.merge(try Assignments.dictionary(tags, flag: "--tags")) { _, new in new }
        let compute = try await open.call(ComputeRoutes.create, body: spec)
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }

    /// Throws `invalidArgument` for what cannot be changed.
    static func apply(_ changes: UpdateOptions, to spec: inout ComputeSpec) throws {
        var fields = EditableFields(
            "a compute",
            texts: [
                "min_instances": "\(spec.minInstances)", "max_instances": "\(spec.maxInstances)",
                "idle_time_before_scale_down": "\(spec.idleTimeBeforeScaleDown)", "description": spec.description,
            ], maps: ["tags": spec.tags])
        try fields.apply(changes)
        spec.minInstances = try number(fields, "min_instances") ?? spec.minInstances
        spec.maxInstances = try number(fields, "max_instances") ?? spec.maxInstances
        spec.idleTimeBeforeScaleDown = try number(fields, "idle_time_before_scale_down") ?? spec.idleTimeBeforeScaleDown
        if let text = fields.changed("description") { spec.description = text.isEmpty ? nil : text }
        spec.tags = fields.changed(map: "tags") ?? spec.tags
    }

    private static func number(_ fields: EditableFields, _ field: String) throws -> Int? {
        guard let text = fields.changed(field) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw AtelierError(
                .invalidArgument, "\(field) must be a whole number, not '\(text.neutralised)'")
        }
        return number
    }
}
