import ArgumentParser
import ControlAPI
import Domain

struct ComponentUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change the display name, description or tags of a component's version.",
        example: "atelier component update -n train -v 1 --set display_name=Train")

    @OptionGroup var asset: VersionOptions
    @OptionGroup var changes: UpdateOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let changed = try await Component.calls.changed(asset, changes, in: open) { component in
            EditableFields(
                "a component",
                texts: ["description": component.description, "display_name": component.spec.displayName],
                maps: ["tags": component.tags], remark: "the content of a version never changes")
        }
        return Answer(changed.presentation(in: open.scope), columns: Component.columns)
    }
}
