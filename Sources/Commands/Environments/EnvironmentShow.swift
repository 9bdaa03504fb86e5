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
