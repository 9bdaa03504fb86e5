import ArgumentParser
import ControlAPI
import Domain

struct ComputeUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change how a cluster scales.",
        example: "atelier compute update --name cpu-cluster --max-instances 4")

    @Option(name: .shortAndLong, help: "The cluster's name.", completion: NamedThing.compute.completion)
    var name: String
    @Option(help: "Nodes that are always there.")
    var minInstances: Int?
    @Option(help: "Nodes at most.")
    var maxInstances: Int?
    @Option(name: [.customShort("d"), .long], help: "Seconds a node idles before it goes.")
    var idleTimeBeforeScaleDown: Int?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …")
    var tags: [String] = []
    @Flag(help: "Accepted; changing a cluster takes no time.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var spec = try await open.call(ComputeRoutes.show, ["compute": name]).spec
        spec.minInstances = minInstances ?? spec.minInstances
        spec.maxInstances = maxInstances ?? spec.maxInstances
        spec.idleTimeBeforeScaleDown = idleTimeBeforeScaleDown ?? spec.idleTimeBeforeScaleDown
        spec.tags.merge(try Assignments.dictionary(tags, flag: "--tags")) { _, new in new }
        let compute = try await open.call(ComputeRoutes.create, body: spec)
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }
}
