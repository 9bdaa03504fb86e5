import ArgumentParser
import ControlAPI
import Domain

struct EnvironmentShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show an environment's version, what was built of it, and who uses it.",
        example: "atelier environment show --name train --version 1")

    @OptionGroup var environment: VersionOptions
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let details = try await open.call(
            EnvironmentRoutes.details, ["environment": environment.name],
            query: environment.query(knowing: "azureml"))
        if past.at != nil {
            let former = try await session.former(details.environment, at: past, in: open)
            return Answer(former.presentation(in: open.scope), columns: EnvironmentAsset.columns)
        }
        return Answer(details.presentation(in: open.scope), columns: EnvironmentAsset.columns)
    }
}
