import Domain
import FoundationEssentials
import Scoring

/// Measures what both sides of a rollout do, from one call to the next.
actor RolloutGauge {
    private let rollout: Rollout
    private let endpoint: EndpointName
    private weak var catalog: EndpointCatalog?
    private let usage = WorkerUsage()
    private var mark = 0
    private var tally: ShadowTally?

    init(_ rollout: Rollout, endpoint: EndpointName, catalog: EndpointCatalog) {
        self.rollout = rollout
        self.endpoint = endpoint
        self.catalog = catalog
    }

    /// What was done since the last call; nil when nothing is left to measure.
    func window() async -> RolloutWindow? {
        guard let catalog else { return nil }
        var window = RolloutWindow(seconds: 0)
        let now = catalog.context.clock.now()
        window.candidate = await activity(at: now, [await catalog.takeUnjudged(rollout.deployment, of: endpoint)])
        var others: [PoolLoad] = []
        for name in rollout.trafficBefore.live { others.append(await catalog.takeUnjudged(name, of: endpoint)) }
        window.baseline = await activity(at: now, others)
        let report = catalog.front.shadows(of: endpoint, rollout.deployment, from: mark)
        // The first one holds what was before.
        if let tally {
            window.comparisons = report.tally.since(tally)
            window.scores = report.scores
        }
        (tally, mark) = (report.tally, report.next)
        return window
    }

    private func activity(at now: Date, _ loads: [PoolLoad]) async -> RolloutActivity {
        var sum = PoolLoad()
        for load in loads { sum.add(load) }
        var activity = RolloutActivity()
        activity.answered = sum.answered
        activity.errors = sum.errors
        activity.rejected = sum.rejected
        activity.refused = sum.refused
        activity.crashes = sum.restarts
        activity.latencies = sum.latencies
        activity.memory = await usage.measure(sum.workers, at: now).values.map(\.memory).max()
        return activity
    }
}
