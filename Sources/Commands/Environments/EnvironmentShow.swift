import ArgumentParser
import ControlAPI
import Domain

struct EnvironmentShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show an environment's version.", example: "atelier environment show --name train --version 1")

    @OptionGroup var environment: VersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let asset = try await open.call(
            EnvironmentRoutes.show, ["environment": environment.name], query: environment.query)
        return Answer(asset.presentation(in: open.scope), columns: EnvironmentAsset.columns)
    }
}

struct EnvironmentList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the registered environments.", example: "atelier environment list --output table")

    @Option(name: .shortAndLong, help: "All versions of this environment.")
    var name: String?
    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let assets = try await open.call(EnvironmentRoutes.list).filter { name == nil || $0.name.rawValue == name }
        return Answer(
            .array(assets.limited(to: maxResults).map { $0.presentation(in: open.scope) }),
            columns: EnvironmentAsset.columns)
    }
}
