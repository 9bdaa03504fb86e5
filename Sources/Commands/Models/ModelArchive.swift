import ArgumentParser

struct ModelArchive: Verb {
    static let configuration = CommandConfiguration.verb(
        "archive", "Hide a model, or one version of it, from lists.",
        example: "atelier model archive --name iris --version 1")

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await AssetCalls.models.setArchived(true, asset, global, in: session)
    }
}

struct ModelRestore: Verb {
    static let configuration = CommandConfiguration.verb(
        "restore", "Show an archived model in lists again.",
        example: "atelier model restore --name iris --version 1")

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await AssetCalls.models.setArchived(false, asset, global, in: session)
    }
}
