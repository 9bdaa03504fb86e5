package import Domain
import LinuxSystem

extension CodeSnapshots: CodeSnapshotting {
    package func keep(_ source: CodeSource) async throws -> (hash: ContentHash, warnings: [String]) {
        let snapshot = try await take(source)
        return (snapshot.hash, snapshot.warnings)
    }

    package func changes(from hash: ContentHash, to other: ContentHash) async throws -> [String] {
        try await BlockingWork.run { [self] in
            let (before, after) = (try contents(of: hash), try contents(of: other))
            return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
        }
    }
}
