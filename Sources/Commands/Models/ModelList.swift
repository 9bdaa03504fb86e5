import ArgumentParser
import ControlAPI
import Domain

struct ModelList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the models with their latest version, or the versions of one.",
        example: "atelier model list --name iris --output table")

    @Option(name: .shortAndLong, help: "All versions of this model.", completion: NamedThing.model.completion)
    var name: String?
    @Option(name: .shortAndLong, help: "Only of this stage.")
    var stage: String?
    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @OptionGroup var archived: ArchivedOption
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var all = try await open.call(ModelRoutes.list, query: query)
        if let at = past.at {
            all = all.compactMap(try await session.rewind(to: at, kind: "model", in: open).model)
        }
        let versions = all.filter { archived.admits($0.isArchived) && (stage == nil || $0.stage == stage) }
        let shown = name == nil ? versions.latestOfEach : versions
        return Answer(
            .array(shown.limited(to: maxResults).map { $0.presentation(in: open.scope) }),
            columns: ModelVersion.columns)
    }

    /// Of the past also those that were archived since.
    private var query: [String: String] {
        var query: [String: String] = [:]
        query["name"] = name
        if past.at != nil { query["archived"] = ListFilter.Archived.included.rawValue }
        return query
    }
}
