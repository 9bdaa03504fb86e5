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
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var query = ["archived": archived.choice.rawValue]
        if !allResults { query["limit"] = "\(maxResults)" }
        let jobs = try await open.call(JobRoutes.list, query: query)
        let status = try await open.call(EngineRoutes.status)
        return Answer(
            .array(jobs.map { $0.presentation(in: open.scope, trackingURI: status.trackingURI) }), columns: Job.columns)
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
