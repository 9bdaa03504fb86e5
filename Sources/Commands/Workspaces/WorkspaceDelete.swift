import ArgumentParser
import ControlAPI
import Domain

struct WorkspaceDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a workspace and everything in it, for good: this cannot be undone.", example: "atelier workspace delete --name vision --yes")

    @Option(name: .shortAndLong, help: "The workspace's name.", completion: NamedThing.workspace.completion)
    var name: String
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
    @Flag(help: "Accepted; deleting takes no time.")
    var noWait = false
    @Flag(help: "Accepted; everything in a workspace goes with it.")
    var allResources = false
    @Flag(name: [.customShort("p"), .long], help: "Accepted; nothing is kept for later.")
    var permanentlyDelete = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var global = global
        global.workspaceName = name
        let open = try await session.open(global)
        try session.confirm("Delete the workspace '\(name)' and everything in it, for good?", unless: yes)
        _ = try await open.call(WorkspaceRoutes.delete, query: ["force": "true"])
        return .nothing
    }
}
