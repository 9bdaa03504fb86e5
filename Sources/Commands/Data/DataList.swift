import ArgumentParser
import Domain

struct DataList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the data assets with their latest version, or the versions of one.",
        example: "atelier data list --name titanic --output table")

    @OptionGroup var options: AssetListOptions
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let versions = try await AssetCalls.data.versions(options, at: past, in: open, session)
            .limited(to: options.maxResults)
        return Answer(options.rows(versions.map { $0.presentation(in: open.scope) }), columns: DataAsset.columns)
    }
}
