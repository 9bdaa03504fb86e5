import ArgumentParser
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
        let versions = try await ModelVersion.calls.versions(options, at: past, in: open, session) {
            stage == nil || $0.stage == stage
        }
        return Answer(
            options.rows(versions.limited(to: options.maxResults).map { $0.presentation(in: open.scope) }),
            columns: ModelVersion.columns)
    }
}
