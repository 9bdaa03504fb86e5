import ArgumentParser
import Domain

/// `list` of one kind of asset that has no filters of its own.
struct AssetList<Asset: ShownAsset>: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "list", "List the \(Asset.noun)s with their latest version, or the versions of one.",
            example: "atelier \(Asset.kind) list --name \(Asset.exampleName) --output table")
    }

    @OptionGroup var options: AssetListOptions
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let versions = try await Asset.calls.versions(options, at: past, in: open, session)
            .limited(to: options.maxResults)
        return Answer(options.rows(versions.map { $0.presentation(in: open.scope) }), columns: Asset.columns)
    }
}
