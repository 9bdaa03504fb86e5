import ArgumentParser
import ControlAPI
import Domain

struct ComponentShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a component's version.", example: "atelier component show --name train --version 1")

    @OptionGroup var component: VersionOptions
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let found = try await open.call(ComponentRoutes.show, ["component": component.name], query: component.query())
        let component = try await session.former(found, at: past, in: open)
        return Answer(component.presentation(in: open.scope), columns: Component.columns)
    }
}
