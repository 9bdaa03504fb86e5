import ArgumentParser
import Client
import ControlAPI
import Domain

struct WorkspaceList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the workspaces, of all groups or of one.", example: "atelier workspace list --output table")

    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @Option(parsing: .upToNextOption, help: "Only of these kinds; 'default' is the only one here.")
    var filteredKinds: [String] = []
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let engine = try session.engine()
        let query = global.resourceGroup.map { ["group": $0] } ?? [:]
        let current = try await engine.call(WorkspaceRoutes.list, query: query)
        let workspaces = try await session.former(current, at: past, engine, in: nil)
        let kinds = filteredKinds.flatMap { $0.lowercased().split(separator: ",") }
        guard kinds.isEmpty || kinds.contains("default") else { return Answer(.array([]), columns: Workspace.columns) }
        return Answer(.array(workspaces.limited(to: maxResults).map { $0.presentation() }), columns: Workspace.columns)
    }
}

extension Array {
    /// The first of them, for `--max-results`.
    func limited(to count: Int?) -> ArraySlice<Element> {
        prefix(Swift.max(0, count ?? self.count))
    }
}
