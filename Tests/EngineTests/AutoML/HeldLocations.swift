import Domain
import Synchronization

@testable import Engine

/// Locations on this box that are told only when the test lets them, as those of data that is fetched from afar. The first is told
/// at once: a job is taken in when its data is there.
final class HeldLocations: LocationResolving {
    private let gate = AsyncStream<Void>.makeStream()
    private let askings = AsyncStream<Void>.makeStream()
    private let isTakenIn = Atomic(false)

    /// Returns when somebody has asked.
    func asked() async {
        for await _ in askings.stream { return }
    }

    func open() { gate.continuation.finish() }

    func path(of location: DataLocation, in workspace: WorkspaceName) async throws -> String {
        // Where outputs go is asked too.
        guard case .local(let path) = location else { return "/nowhere" }
        if isTakenIn.exchange(true, ordering: .relaxed) {
            askings.continuation.yield()
            for await _ in gate.stream {}
        }
        return path
    }

    func path(of location: DataLocation, asInput type: AssetType, in workspace: WorkspaceName) async throws -> String {
        try await path(of: location, in: workspace)
    }
}
