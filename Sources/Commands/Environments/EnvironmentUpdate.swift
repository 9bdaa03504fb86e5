import ArgumentParser
import ControlAPI
import Domain

struct EnvironmentUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change the description or the tags of an environment's version.",
        example: "atelier environment update -n train -v 1 --set tags.ok=yes description=Final")

    @OptionGroup var asset: VersionOptions
    @OptionGroup var changes: UpdateOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let changed = try await EnvironmentAsset.calls.changed(asset, changes, in: open)
        return Answer(changed.presentation(in: open.scope), columns: EnvironmentAsset.columns)
    }
}
