package import Domain
import Store

/// A workspace with endpoints is not deleted under them.
extension EndpointCatalog: WorkspaceResident {
    package func occupants(of workspace: WorkspaceName) async throws -> [String] {
        let endpoints = try await context.store.read { try $0.endpoints(in: workspace) }
        let count = endpoints.values.count + endpoints.unreadable.count
        guard count > 0 else { return [] }
        let names = endpoints.values.prefix(8).map(\.endpoint.name.rawValue).joined(separator: ", ")
        return ["it has \(Counted.text(count, "online endpoint")): \(names)"]
    }

    package func evict(from workspace: WorkspaceName, by person: String) async throws {
        for endpoint in try await list(in: workspace) {
            try await delete(endpoint.name, in: workspace, by: person)
        }
    }
}
