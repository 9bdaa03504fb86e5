package import Domain

extension CodeSnapshots: CodeSnapshotting {
    package func keep(_ path: String) async throws -> (hash: ContentHash, warnings: [String]) {
        let snapshot = try await take(of: path)
        return (snapshot.hash, snapshot.warnings)
    }
}

extension LocationResolver: LocationResolving {
    package func path(of location: DataLocation, in workspace: WorkspaceName) async throws -> String {
        try await path(of: location, as: nil, in: workspace)
    }
}
