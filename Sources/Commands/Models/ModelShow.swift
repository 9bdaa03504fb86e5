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
        if let at = past.at {
            let (name, version) = (details.model.name, details.model.version)
            let rewind = try await session.rewind(to: at, kind: "model", name: "\(name):\(version)", in: open)
            guard let former = rewind.model(details.model) else {
                throw AtelierError.notThere(
                    "model \(name):\(version)", at: rewind.time, since: details.model.creation.createdAt)
            }
            return Answer(former.presentation(in: open.scope, localPath: details.path), columns: ModelVersion.columns)
        }
        return Answer(
            details.model.presentation(in: open.scope, localPath: details.path), columns: ModelVersion.columns)
    }
}
