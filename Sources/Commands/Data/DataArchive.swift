import ArgumentParser

struct DataArchive: Verb {
    static let configuration = CommandConfiguration.verb(
        "archive", "Hide a data asset, or one version of it, from lists.",
        example: "atelier data archive --name titanic --version 1")

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await AssetCalls.data.setArchived(true, asset, global, in: session)
    }
}

struct DataRestore: Verb {
    static let configuration = CommandConfiguration.verb(
        "restore", "Show an archived data asset in lists again.",
        example: "atelier data restore --name titanic --version 1")

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await AssetCalls.data.setArchived(false, asset, global, in: session)
    }
}
