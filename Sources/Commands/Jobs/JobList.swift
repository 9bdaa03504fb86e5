import ArgumentParser
import ControlAPI
import Domain

struct JobList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the jobs of a workspace, newest first.",
        example: "atelier job list --status Running,Queued --tag team=cellar --output table")

    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults = 50
    @Flag(help: "All of them.")
    var allResults = false
    @Option(name: [.customShort("p"), .long], help: "Only those that belong to this job.")
    var parentJobName: String?
    @Option(
        help: ArgumentHelp("Only in these states, e.g. Running,Queued.", valueName: "status"), completion: .words(of: JobStatus.self))
    var status: [String] = []
    @Option(help: ArgumentHelp("Only of this experiment.", valueName: "name"))
    var experimentName: String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp("Only with these tags: KEY=VALUE …", valueName: "tag"))
    var tag: [String] = []
    @OptionGroup var archived: ArchivedOption
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let query = try query
        let open = try await session.open(global)
        let jobs =
            if past.at == nil {
                try await open.call(JobRoutes.list, query: query)
            } else {
                try await formerJobs(open, session)
            }
        let status = try await open.call(EngineRoutes.status)
        return Answer(
            .array(jobs.map { $0.presentation(in: open.scope, trackingURI: status.trackingURI) }), columns: Job.columns)
    }

    private var query: [String: String] {
        get throws {
            var query = ["archived": archived.choice.rawValue]
            if !allResults { query["limit"] = "\(maxResults)" }
            query["parent"] = parentJobName
            // A search stands for its trials, unless they are asked for.
            if parentJobName == nil { query["trials"] = "false" }
            query["experiment"] = experimentName
            let statuses = try status.flatMap { $0.split(separator: ",") }.map { try Self.status(named: String($0)) }
            if !statuses.isEmpty { query["status"] = statuses.map(\.rawValue).joined(separator: ",") }
            let tags = try Assignments.dictionary(tag, flag: "--tag")
            if !tags.isEmpty { query["tags"] = JSONValue(tags).compactText }
            return query
        }
    }

    /// In any case: `running` is `Running`.
    private static func status(named name: String) throws -> JobStatus {
        let all = JobStatus.allCases
        if let status = all.first(where: { $0.rawValue.lowercased() == name.lowercased() }) { return status }
        let meant = EditDistance.nearest(to: name, among: all.map(\.rawValue))
        throw AtelierError(
            .invalidArgument, "'\(name.neutralised)' is not a job status",
            hint: meant.map { "did you mean '\($0)'?" } ?? "use \(all.map(\.rawValue).joined(separator: ", "))")
    }

    private func formerJobs(_ open: OpenWorkspace, _ session: Session) async throws -> [Job] {
        let all = try await open.call(JobRoutes.list, query: ["archived": ListFilter.Archived.included.rawValue])
        let jobs = try await session.former(all, at: past, in: open).filter { archived.admits($0.isArchived) }
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
