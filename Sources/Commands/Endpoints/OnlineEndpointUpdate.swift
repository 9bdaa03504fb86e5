import ArgumentParser
import ControlAPI
import Documents
import Domain

struct OnlineEndpointUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change an endpoint's traffic, description or tags.",
        example: "atelier online-endpoint update --name iris --traffic \"blue=90 green=10\"")

    @Option(name: .shortAndLong, help: "The endpoint's name.", completion: NamedThing.endpoint.completion)
    var name: String?
    @Option(name: .shortAndLong, help: "The endpoint's YAML file.", completion: .yaml)
    var file: String?
    @Option(name: [.customShort("r"), .long], parsing: .upToNextOption, help: "The new split: \"blue=90 green=10\".")
    var traffic: [String] = []
    @Option(parsing: .upToNextOption, help: "The share of requests to copy: \"green=10\"; \"\" stops it.")
    var mirrorTraffic: [String] = []
    @OptionGroup var changes: UpdateOptions
    @Option(help: "Why, for the list of revisions.")
    var reason: String?
    @Flag(help: "Accepted; changing an endpoint takes no time.")
    var noWait = false
    @Flag(help: ArgumentHelp("Accepted; everything is local.", visibility: .hidden))
    var local = false
    @Flag(name: [.customShort("e"), .long], help: ArgumentHelp("Accepted.", visibility: .hidden))
    var web = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var change = EndpointChange()
        var name = name
        if let file {
            var flags = DocumentFlags()
            flags.set("name", name)
            try changes.refuseBesideFile()
            let spec = try OnlineEndpointDocument.read(
                file: file, flags: flags, overrides: changes.set, in: session)
            name = spec.name.rawValue
            change = EndpointChange(
                traffic: spec.traffic, mirrorTraffic: spec.mirrorTraffic, description: spec.description,
                tags: spec.tags, properties: spec.properties)
        }
        guard let name else {
            throw AtelierError(.invalidArgument, "no endpoint is named", hint: "add --name NAME or --file FILE")
        }
        let open = try await session.open(global)
        if file == nil, !changes.isEmpty {
            let current = try await open.call(EndpointRoutes.show, ["endpoint": name]).endpoint
            change = try Self.change(changes, of: current)
        }
        if !traffic.isEmpty { change.traffic = try Assignments.traffic(traffic, flag: "--traffic") }
        if !mirrorTraffic.isEmpty {
            change.mirrorTraffic = try Assignments.mirrorTraffic(mirrorTraffic, flag: "--mirror-traffic")
        }
        change.reason = reason
        let details = try await open.call(EndpointRoutes.update, ["endpoint": name], body: change)
        return Answer(details.presentation(in: open.scope), columns: EndpointDetails.columns)
    }

    /// What the flags ask for, over what the endpoint is. Throws `invalidArgument` for what cannot be changed.
    static func change(_ changes: UpdateOptions, of endpoint: OnlineEndpoint) throws -> EndpointChange {
        var fields = EditableFields(
            "an online endpoint", texts: ["description": endpoint.description],
            maps: [
                "tags": endpoint.tags, "properties": endpoint.properties,
                "traffic": words(endpoint.traffic.weights), "mirror_traffic": words(endpoint.mirrorTraffic.weights),
            ])
        try fields.apply(changes)
        return EndpointChange(
            traffic: try fields.changed(map: "traffic")
                .map { try Assignments.traffic(assignments($0), flag: "--traffic") },
            mirrorTraffic: try fields.changed(map: "mirror_traffic")
                .map { try Assignments.mirrorTraffic(assignments($0), flag: "--mirror-traffic") },
            description: fields.changed("description"), tags: fields.changed(map: "tags"),
            properties: fields.changed(map: "properties"))
    }

    private static func words(_ weights: [DeploymentName: Int]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: weights.map { ($0.key.rawValue, "\($0.value)") })
    }

    private static func assignments(_ weights: [String: String]) -> [String] {
        weights.map { "\($0.key)=\($0.value)" }
    }
}
