import ArgumentParser
import ControlAPI
import Domain

struct ModelList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the models with their latest version, or the versions of one.",
        example: "atelier model list --name iris --output table")

    @Option(name: .shortAndLong, help: "Only of this stage.")
    var stage: String?
    @OptionGroup var options: AssetListOptions
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let versions =
            if let at = past.at { try await versions(at: at, open, session) } else {
                try await AssetCalls.models.versions(options, in: open, where: isWanted)
            }
        return Answer(
            options.rows(versions.limited(to: options.maxResults).map { $0.presentation(in: open.scope) }),
            columns: ModelVersion.columns)
    }

    private func isWanted(_ version: ModelVersion) -> Bool { stage == nil || version.stage == stage }

    /// What was archived since counts as it was.
    private func versions(at text: String, _ open: OpenWorkspace, _ session: Session) async throws -> [ModelVersion] {
        try options.registry.refuse()
        let rewind = try await session.rewind(to: text, kind: "model", in: open)
        var query = ["archived": ListFilter.Archived.included.rawValue]
        query["name"] = options.name
        let versions = try await open.call(ModelRoutes.list, query: query).compactMap(rewind.model)
            .filter { options.archived.admits($0.isArchived) && isWanted($0) }
        return options.name == nil ? versions.latestOfEach : versions
    }
}
