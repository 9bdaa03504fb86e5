import ArgumentParser
import Client
import ControlAPI
import Domain

/// What completion scripts call: names, a line each.
struct Complete: Verb {
    static let configuration = CommandConfiguration(
        commandName: "complete", abstract: "Print the names there are, for a shell to complete.",
        discussion: "Example:\n  atelier complete job -- atelier job show -w lab --name", shouldDisplay: false)

    @Argument(help: "\(NamedThing.allCases.map(\.rawValue).joined(separator: ", ")).")
    var thing: NamedThing
    @Argument(help: "The command line, after --.")
    var line: [String] = []
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let line = CompletedLine(words: line)
        var global = global
        global.workspaceName = global.workspaceName ?? line.value(of: "w", "workspace-name", atLeast: 1)
        global.resourceGroup = global.resourceGroup ?? line.value(of: "g", "resource-group", atLeast: 3)
        // The workspace itself is yet to be named.
        if thing == .workspace { (global.workspaceName, global.resourceGroup) = (nil, nil) }
        // A key pressed in a shell starts no engine, and is answered with names or with nothing.
        guard let thing = thing == .subject ? line.subject : thing, session.door.isRunning,
            let open = try? await session.open(global, through: session.door.connection()),
            let names = try? await names(of: thing, line, open)
        else { return .nothing }
        var seen: Set<String> = []
        try session.console.write(names.filter { seen.insert($0).inserted }.map { $0.neutralised + "\n" }.joined())
        return .nothing
    }

    private func names(of thing: NamedThing, _ line: CompletedLine, _ open: OpenWorkspace) async throws -> [String] {
        switch thing {
        case .workspace: try await open.call(WorkspaceRoutes.list).map(\.name.rawValue)
        case .job: try await open.call(JobRoutes.summaries, query: ["limit": "200"]).map(\.name.rawValue)
        case .compute: try await open.call(ComputeRoutes.list).map(\.name.rawValue)
        case .model: try await open.call(ModelRoutes.list).map(\.name.rawValue)
        case .data: try await open.call(DataRoutes.list).map(\.name.rawValue)
        case .datastore: try await open.call(DatastoreRoutes.list).map(\.name.rawValue)
        case .environment: try await open.call(EnvironmentRoutes.list).map(\.name.rawValue)
        case .component: try await open.call(ComponentRoutes.list).map(\.name.rawValue)
        case .endpoint: try await open.call(EndpointRoutes.list).map(\.endpoint.name.rawValue)
        case .deployment: try await deployments(line, open)
        case .subject: []
        }
    }

    /// Those of the endpoint the line names, else of all; `why` wants them with their endpoint.
    private func deployments(_ line: CompletedLine, _ open: OpenWorkspace) async throws -> [String] {
        let named =
            line.value(of: "e", "endpoint-name", atLeast: 1)
            ?? (line.subject == .endpoint ? line.value(of: "n", "name", atLeast: 1) : nil)
        var endpoints = try await open.call(EndpointRoutes.list).map(\.endpoint.name.rawValue)
        if let named { endpoints.removeAll { $0 != named } }
        var names: [String] = []
        for endpoint in endpoints {
            for deployment in try await open.call(DeploymentRoutes.list, ["endpoint": endpoint]) {
                names.append(line.asksWhy ? "\(endpoint)/\(deployment.name)" : deployment.name.rawValue)
            }
        }
        return names
    }
}
