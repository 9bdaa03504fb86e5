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
    @Option(name: .shortAndLong, help: "The endpoint's YAML file.")
    var file: String?
    @Option(name: [.customShort("r"), .long], parsing: .upToNextOption, help: "The new split: \"blue=90 green=10\".")
    var traffic: [String] = []
    @Option(parsing: .upToNextOption, help: "The share of requests to copy: \"green=10\"; \"\" stops it.")
    var mirrorTraffic: [String] = []
    @Option(parsing: .upToNextOption, help: "description=TEXT, tags.KEY=TEXT, traffic.NAME=PERCENT …")
    var set: [String] = []
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
            let spec = try OnlineEndpointDocument.read(file: file, flags: flags, overrides: set, in: session)
            name = spec.name.rawValue
            change = EndpointChange(
                traffic: spec.traffic, mirrorTraffic: spec.mirrorTraffic, description: spec.description,
                tags: spec.tags, properties: spec.properties)
        }
        guard let name else {
            throw AtelierError(.invalidArgument, "no endpoint is named", hint: "add --name NAME or --file FILE")
        }
        let open = try await session.open(global)
        if file == nil, !set.isEmpty {
            let current = try await open.call(EndpointRoutes.show, ["endpoint": name]).endpoint
            change = try Self.change(set: set, of: current)
        }
        if !traffic.isEmpty { change.traffic = try Assignments.traffic(traffic, flag: "--traffic") }
        if !mirrorTraffic.isEmpty {
            change.mirrorTraffic = try Assignments.mirrorTraffic(mirrorTraffic, flag: "--mirror-traffic")
        }
        change.reason = reason
        let details = try await open.call(EndpointRoutes.update, ["endpoint": name], body: change)
        return Answer(details.presentation(in: open.scope), columns: EndpointDetails.columns)
    }

    /// What `--set` asks for, over what the endpoint is. Throws `invalidArgument` for what cannot be changed.
    static func change(set: [String], of endpoint: OnlineEndpoint) throws -> EndpointChange {
        var change = EndpointChange()
        var tags = endpoint.tags
        var weights = endpoint.traffic.weights
        for (path, value) in try Assignments.parse(set, flag: "--set") {
            if path == "description" {
                change.description = value
            } else if let tag = path.removing(prefix: "tags.") {
                tags[tag] = value
            } else if let deployment = path.removing(prefix: "traffic."), let weight = Int(value) {
                weights[DeploymentName(deployment)] = weight
            } else {
                throw AtelierError(
                    .invalidArgument, "'\(path.neutralised)=\(value.neutralised)' is nothing --set can change here",
                    hint: "description, tags.KEY and traffic.NAME=PERCENT can be changed")
            }
        }
        if tags != endpoint.tags { change.tags = tags }
        if weights != endpoint.traffic.weights { change.traffic = try TrafficSplit(weights) }
        return change
    }
}
