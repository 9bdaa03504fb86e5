import ArgumentParser
import ControlAPI
import Documents
import Domain

struct OnlineDeploymentUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change a deployment; the old one serves until the new one is ready.",
        example: "atelier online-deployment update -e iris -n blue --set instance_count=2")

    @Option(name: .shortAndLong, help: "The deployment's name.", completion: NamedThing.deployment.completion)
    var name: String?
    @Option(
        name: [.customShort("e"), .long], help: "The endpoint's name.", completion: NamedThing.endpoint.completion)
    var endpointName: String?
    @Option(name: .shortAndLong, help: "The deployment's YAML file.", completion: .yaml)
    var file: String?
    @OptionGroup var changes: UpdateOptions
    @Flag(help: "Return at once.")
    var noWait = false
    @OptionGroup(visibility: .hidden) var local: LocalServingFlags
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        local.warn(in: session)
        let spec: OnlineDeploymentSpec
        let open: OpenWorkspace
        if let file {
            var flags = DocumentFlags()
            flags.set("name", name)
            flags.set("endpoint_name", endpointName)
            try changes.refuseBesideFile()
            spec = try OnlineDeploymentDocument.read(file: file, flags: flags, overrides: changes.set, in: session)
            open = try await session.open(global)
        } else {
            guard let name, let endpointName else {
                throw AtelierError(
                    .invalidArgument, "no deployment is named",
                    hint: "add --file FILE, or --endpoint-name NAME --name NAME")
            }
            open = try await session.open(global)
            let parts = ["endpoint": endpointName, "deployment": name]
            spec = try Self.changed(await open.call(DeploymentRoutes.show, parts).deployment.spec, changes)
        }
        return try await DeploymentRollout(session: session, open: open)
            .run(DeploymentCreation(spec: spec, allTraffic: false, keepsParts: file == nil), waits: !noWait)
    }

    /// The spec with the flags applied. Throws `invalidArgument` for a field that only a file can change.
    static func changed(_ spec: OnlineDeploymentSpec, _ changes: UpdateOptions) throws -> OnlineDeploymentSpec {
        var spec = spec
        let requests = spec.requestSettings
        var fields = EditableFields(
            "a deployment",
            texts: [
                "instance_count": "\(spec.instanceCount)", "instance_type": spec.instanceType,
                "description": spec.description, "model": nil, "environment": nil,
                Self.timeout: "\(requests.requestTimeoutMilliseconds)",
                Self.concurrency: "\(requests.maxConcurrentRequestsPerInstance)",
                Self.queueWait: "\(requests.maxQueueWaitMilliseconds)", Self.script: spec.code?.scoringScript,
            ],
            maps: [
                "environment_variables": spec.environmentVariables, "tags": spec.tags, "properties": spec.properties,
            ], remark: "for all else add --file deployment.yml")
        try fields.apply(changes)
        if let text = fields.changed("instance_count") { spec.instanceCount = try number(text, "instance_count") }
        spec.instanceType = fields.changed("instance_type") ?? spec.instanceType
        if let text = fields.changed("description") { spec.description = text.isEmpty ? nil : text }
        if let text = fields.changed("model") { spec.model = .registered(try AssetReference(parsing: text)) }
        if let text = fields.changed("environment") { spec.environment = .registered(try AssetReference(parsing: text)) }
        if let text = fields.changed(Self.timeout) {
            spec.requestSettings.requestTimeoutMilliseconds = try number(text, Self.timeout)
        }
        if let text = fields.changed(Self.concurrency) {
            spec.requestSettings.maxConcurrentRequestsPerInstance = try number(text, Self.concurrency)
        }
        if let text = fields.changed(Self.queueWait) {
            spec.requestSettings.queueWaitLimit = try number(text, Self.queueWait)
        }
        if let script = fields.changed(Self.script) {
            guard spec.code != nil else {
                throw AtelierError(
                    .invalidArgument, "the deployment has no code_configuration", hint: "add it with --file deployment.yml")
            }
            spec.code?.scoringScript = script
        }
        spec.environmentVariables = fields.changed(map: "environment_variables") ?? spec.environmentVariables
        spec.tags = fields.changed(map: "tags") ?? spec.tags
        spec.properties = fields.changed(map: "properties") ?? spec.properties
        return spec
    }

    private static let timeout = "request_settings.request_timeout_ms"
    private static let concurrency = "request_settings.max_concurrent_requests_per_instance"
    private static let queueWait = "request_settings.max_queue_wait_ms"

    private static let script = "code_configuration.scoring_script"

    private static func number(_ value: String, _ path: String) throws -> Int {
        guard let number = Int(value), number > 0 else {
            throw AtelierError(.invalidArgument, "\(path) must be a number above 0, not '\(value.neutralised)'")
        }
        return number
    }
}
