import ArgumentParser

struct EnvironmentArchive: Verb {
    static let configuration = CommandConfiguration.verb(
        "archive", "Hide an environment, or one version of it, from lists.",
        example: "atelier environment archive --name train --version 1")

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await AssetCalls.environments.setArchived(true, asset, global, in: session)
    }
}

struct EnvironmentRestore: Verb {
    static let configuration = CommandConfiguration.verb(
        "restore", "Show an archived environment in lists again.",
        example: "atelier environment restore --name train --version 1")

    @OptionGroup var asset: ArchiveOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await AssetCalls.environments.setArchived(false, asset, global, in: session)
    }
}
