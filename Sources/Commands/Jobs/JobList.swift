import ArgumentParser
import ControlAPI
import Domain

struct JobList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the jobs of a workspace, newest first.",
        example: "atelier job list --output table --query \"[?status=='Running']\"")

    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults = 50
    @Flag(help: "All of them.")
    var allResults = false
    @OptionGroup var archived: ArchivedOption
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var query = ["archived": archived.choice.rawValue]
        if !allResults { query["limit"] = "\(maxResults)" }
        let jobs =
            if let at = past.at { try await jobs(at: at, open, session) } else {
                try await open.call(JobRoutes.list, query: query)
            }
        let status = try await open.call(EngineRoutes.status)
        return Answer(
            .array(jobs.map { $0.presentation(in: open.scope, trackingURI: status.trackingURI) }), columns: Job.columns)
    }

    private func jobs(at text: String, _ open: OpenWorkspace, _ session: Session) async throws -> [Job] {
        let rewind = try await session.rewind(to: text, kind: "job", in: open)
        let jobs = try await open.call(JobRoutes.list, query: ["archived": ListFilter.Archived.included.rawValue])
            .compactMap(rewind.job).filter { archived.admits($0.isArchived) }
        return allResults ? jobs : Array(jobs.prefix(max(0, maxResults)))
    }
}

/// Whether a list shows what was archived.
struct ArchivedOption: ParsableArguments {
    @Flag(help: "Archived ones too.")
    var includeArchived = false
    @Flag(help: "Archived ones only.")
    var archivedOnly = false

    var choice: ListFilter.Archived { archivedOnly ? .only : includeArchived ? .included : .excluded }

    func admits(_ isArchived: Bool) -> Bool { ListFilter(archived: choice).admits(isArchived: isArchived) }
}
