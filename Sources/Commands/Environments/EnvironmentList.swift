import ArgumentParser
import Domain

struct EnvironmentList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the environments with their latest version, or the versions of one.",
        example: "atelier environment list --name train --output table")

    @OptionGroup var options: AssetListOptions
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let versions = try await AssetCalls.environments.versions(options, at: past, in: open, session)
            .limited(to: options.maxResults)
        return Answer(options.rows(versions.map { $0.presentation(in: open.scope) }), columns: EnvironmentAsset.columns)
    }
}
