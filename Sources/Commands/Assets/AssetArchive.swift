import ArgumentParser
import Domain

/// `archive` of one kind of asset.
struct AssetArchive<Asset: ShownAsset>: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "archive", "Hide \(Asset.noun.withArticle), or one version of it, from lists.",
            example: "atelier \(Asset.kind) archive --name \(Asset.exampleName) --version 1")
    }

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await Asset.calls.setArchived(true, asset, global, in: session)
    }
}

/// `restore` of one kind of asset.
struct AssetRestore<Asset: ShownAsset>: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "restore", "Show an archived \(Asset.noun) in lists again.",
            example: "atelier \(Asset.kind) restore --name \(Asset.exampleName) --version 1")
    }

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await Asset.calls.setArchived(false, asset, global, in: session)
    }
}
