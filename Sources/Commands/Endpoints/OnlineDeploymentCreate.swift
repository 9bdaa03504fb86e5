import ArgumentParser
import ControlAPI
import Documents
import Domain

struct OnlineDeploymentCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Deploy a model behind an endpoint, and wait until it answers.",
        example: "atelier online-deployment create --file deployment.yml --all-traffic")

    @Option(name: .shortAndLong, help: "The deployment's YAML file.", completion: .yaml)
    var file: String
    @Option(name: .shortAndLong, help: "The deployment's name.")
    var name: String?
    @Option(
        name: [.customShort("e"), .long], help: "The endpoint's name.", completion: NamedThing.endpoint.completion)
    var endpointName: String?
    @Flag(help: "Give it all traffic as soon as it is ready.")
    var allTraffic = false
    @Flag(help: "Refuse to run with another Python than the one asked for.")
    var strictEnvironment = false
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Return at once.")
    var noWait = false
    @OptionGroup(visibility: .hidden) var local: LocalServingFlags
    @Flag(name: [.long, .customLong("with-package")], help: .hidden)
    var packageModel = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        local.warn(in: session)
        if packageModel { session.say("warning: --package-model is not supported and has no effect") }
        var flags = DocumentFlags()
        flags.set("name", name)
        flags.set("endpoint_name", endpointName)
        var spec = try OnlineDeploymentDocument.read(file: file, flags: flags, overrides: set, in: session)
        if strictEnvironment { spec.strictEnvironment = true }
        if allTraffic, spec.rollout != nil {
            throw AtelierError(
                .invalidArgument, "--all-traffic gives it all traffic at once, and the file's rollout: step by step",
                hint: "leave one of them out")
        }
        let open = try await session.open(global)
        let rollout = DeploymentRollout(session: session, open: open)
        return try await rollout.run(DeploymentCreation(spec: spec, allTraffic: allTraffic), waits: !noWait)
    }
}
