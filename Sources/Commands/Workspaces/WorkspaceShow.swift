import ArgumentParser
import ControlAPI
import Domain

struct WorkspaceShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a workspace.", example: "atelier workspace show --name default")

    @Option(name: .shortAndLong, help: "The workspace's name.", completion: NamedThing.workspace.completion)
    var name: String?
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var global = global
        global.workspaceName = name ?? global.workspaceName
        let open = try await session.open(global)
        let workspace = try await session.former(open.call(WorkspaceRoutes.show), at: past, in: open)
        let status = try await open.call(EngineRoutes.status)
        return Answer(workspace.presentation(trackingURI: status.trackingURI), columns: Workspace.columns)
    }
}
