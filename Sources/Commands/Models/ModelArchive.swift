import ArgumentParser
import ControlAPI
import Domain

struct ModelArchive: Verb {
    static let configuration = CommandConfiguration.verb(
        "archive", "Hide a model, or one version of it, from lists.", example: "atelier model archive --name iris -v 1")

    @OptionGroup var model: VersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await model.setArchived(true, global, in: session)
    }
}

struct ModelRestore: Verb {
    static let configuration = CommandConfiguration.verb(
        "restore", "Show an archived model in lists again.", example: "atelier model restore --name iris --version 1")

    @OptionGroup var model: VersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await model.setArchived(false, global, in: session)
    }
}

extension VersionOptions {
    /// Of one version, or of all when none is named.
    fileprivate func setArchived(_ isArchived: Bool, _ global: GlobalOptions, in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var version = version
        if label != nil {
            version = try await open.call(ModelRoutes.show, ["model": name], query: query).model.version
        }
        _ = try await open.call(
            ModelRoutes.archive, ["model": name], body: ArchiveChange(version: version, isArchived: isArchived))
        return .nothing
    }
}
