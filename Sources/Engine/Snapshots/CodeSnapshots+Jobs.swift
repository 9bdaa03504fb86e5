package import Domain

extension CodeSnapshots: CodeSnapshotting {
    package func keep(_ path: String) async throws -> (hash: ContentHash, warnings: [String]) {
        let snapshot = try await take(of: path)
        return (snapshot.hash, snapshot.warnings)
    }
}
