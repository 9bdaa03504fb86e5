import ArgumentParser
import Client
import ControlAPI
import Domain

/// What completion scripts call: names, a line each.
struct Complete: Verb {
    static let configuration = CommandConfiguration(
        commandName: "complete", abstract: "Print the names there are, for a shell to complete.",
        discussion: "Example:\n  atelier complete job", shouldDisplay: false)

    @Argument(help: "job, compute, model, data, environment, endpoint or asset.")
    var thing: NamedThing
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        // A key pressed in a shell starts no engine, and is answered with names or with nothing.
        guard session.door.isRunning, let open = try? await session.open(global, through: session.door.connection()),
            let names = try? await names(open)
        else { return .nothing }
        try session.console.write(names.map { $0.neutralised + "\n" }.joined())
        return .nothing
    }

    private func names(_ open: OpenWorkspace) async throws -> [String] {
        var names: [String] = []
        if thing == .job { names += try await open.call(JobRoutes.summaries, query: ["limit": "200"]).map(\.name.rawValue) }
        if thing == .compute { names += try await open.call(ComputeRoutes.list).map(\.name.rawValue) }
        if thing == .endpoint { names += try await open.call(EndpointRoutes.list).map(\.endpoint.name.rawValue) }
        if thing == .model || thing == .asset { names += try await open.call(ModelRoutes.list).map(\.name.rawValue) }
        if thing == .data || thing == .asset { names += try await open.call(DataRoutes.list).map(\.name.rawValue) }
        if thing == .environment || thing == .asset {
            names += try await open.call(EnvironmentRoutes.list).map(\.name.rawValue)
        }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
