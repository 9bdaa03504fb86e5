import ArgumentParser

struct ComponentArchive: Verb {
    static let configuration = CommandConfiguration.verb(
        "archive", "Hide a component, or one version of it, from lists.",
        example: "atelier component archive --name train --version 1")

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await AssetCalls.components.setArchived(true, asset, global, in: session)
    }
}

struct ComponentRestore: Verb {
    static let configuration = CommandConfiguration.verb(
        "restore", "Show an archived component in lists again.",
        example: "atelier component restore --name train --version 1")

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await AssetCalls.components.setArchived(false, asset, global, in: session)
    }
}
