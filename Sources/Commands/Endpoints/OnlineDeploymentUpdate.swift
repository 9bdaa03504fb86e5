import ArgumentParser
import ControlAPI
import Documents
import Domain

struct OnlineDeploymentUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change a deployment; the old one serves until the new one is ready.",
        example: "atelier online-deployment update -e iris -n blue --set instance_count=2")

    @Option(name: .shortAndLong, help: "The deployment's name.")
    var name: String?
    @Option(
        name: [.customShort("e"), .long], help: "The endpoint's name.", completion: NamedThing.endpoint.completion)
    var endpointName: String?
    @Option(name: .shortAndLong, help: "The deployment's YAML file.")
    var file: String?
    @Option(parsing: .upToNextOption, help: "Change fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Return at once.")
    var noWait = false
    @OptionGroup(visibility: .hidden) var local: LocalServingFlags
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let spec: OnlineDeploymentSpec
        let open: OpenWorkspace
        if let file {
            var flags = DocumentFlags()
            flags.set("name", name)
            flags.set("endpoint_name", endpointName)
            spec = try OnlineDeploymentDocument.read(file: file, flags: flags, overrides: set, in: session)
            open = try await session.open(global)
        } else {
            guard let name, let endpointName else {
                throw AtelierError(
                    .invalidArgument, "no deployment is named",
                    hint: "add --file FILE, or --endpoint-name NAME --name NAME")
            }
            open = try await session.open(global)
            let parts = ["endpoint": endpointName, "deployment": name]
            spec = try Self.changed(await open.call(DeploymentRoutes.show, parts).deployment.spec, set: set)
        }
        return try await DeploymentRollout(session: session, open: open)
            .run(DeploymentCreation(spec: spec, allTraffic: false), waits: !noWait)
    }

    /// The spec with `--set` applied. Throws `invalidArgument` for a field that only a file can change.
    static func changed(_ spec: OnlineDeploymentSpec, set: [String]) throws -> OnlineDeploymentSpec {
        var spec = spec
        for (path, value) in try Assignments.parse(set, flag: "--set") {
            switch path {
            case "instance_count": spec.instanceCount = try number(value, path)
            case "instance_type": spec.instanceType = value
            case "description": spec.description = value
            case "request_settings.request_timeout_ms":
                spec.requestSettings.requestTimeoutMilliseconds = try number(value, path)
            case "request_settings.max_concurrent_requests_per_instance":
                spec.requestSettings.maxConcurrentRequestsPerInstance = try number(value, path)
            case "request_settings.max_queue_wait_ms":
                spec.requestSettings.maxQueueWaitMilliseconds = try number(value, path)
            case "model": spec.model = .registered(try AssetReference(parsing: value))
            default:
                if let variable = path.removing(prefix: "environment_variables.") {
                    spec.environmentVariables[variable] = value
                } else if let tag = path.removing(prefix: "tags.") {
                    spec.tags[tag] = value
                } else {
                    throw AtelierError(
                        .invalidArgument, "'\(path.neutralised)' cannot be changed without the deployment's file",
                        hint: "add --file deployment.yml")
                }
            }
        }
        return spec
    }

    private static func number(_ value: String, _ path: String) throws -> Int {
        guard let number = Int(value), number > 0 else {
            throw AtelierError(.invalidArgument, "\(path) must be a number above 0, not '\(value.neutralised)'")
        }
        return number
    }
}
