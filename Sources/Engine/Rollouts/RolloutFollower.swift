import Domain

/// Tells somebody who watches what is new of a rollout.
actor RolloutFollower {
    private let endpoint: EndpointName
    private let workspace: WorkspaceName
    private let catalog: EndpointCatalog
    private var last: RolloutReport
    private let isFollowing: Bool
    private var isFirst = true

    init(
        from report: RolloutReport, of endpoint: EndpointName, in workspace: WorkspaceName, catalog: EndpointCatalog,
        isFollowing: Bool
    ) {
        self.isFollowing = isFollowing
        last = report
        self.endpoint = endpoint
        self.workspace = workspace
        self.catalog = catalog
    }

    /// The next report; nil once one was told that is the end of the rollout.
    func next() async throws -> RolloutReport? {
        if isFirst {
            isFirst = false
            return last
        }
        while isFollowing, last.rollout.isActive {
            // A judgement that changes nothing is no event.
            _ = try await catalog.context.clock.within(.seconds(1)) { [catalog, endpoint, workspace] in
                try await catalog.nextEvent(ofRolloutOn: endpoint, in: workspace)
            }
            let report = try await catalog.rollout(of: endpoint, in: workspace)
            guard report != last else { continue }
            last = report
            return report
        }
        return nil
    }
}
