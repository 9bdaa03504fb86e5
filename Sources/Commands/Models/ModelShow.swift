import ArgumentParser
import ControlAPI
import Domain

struct ModelShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a model's version.", example: "atelier model show --name iris --version 1")

    @OptionGroup var model: VersionOptions
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let details = try await open.call(ModelRoutes.show, ["model": model.name], query: model.query())
        let model = try await session.former(details.model, at: past, in: open)
        return Answer(model.presentation(in: open.scope, localPath: details.path), columns: ModelVersion.columns)
    }
}
