import Domain
import Synchronization

/// All routes in force. Immutable: a change makes a new table, and every request reads one table once.
final class RoutingTable: Sendable {
    let routes: [String: CompiledRoute]

    init(_ routes: [String: CompiledRoute] = [:]) {
        self.routes = routes
    }

    func replacing(_ name: String, with route: CompiledRoute?) -> RoutingTable {
        var routes = routes
        routes[name] = route
        return RoutingTable(routes)
    }
}

/// A route prepared for choosing quickly.
final class CompiledRoute: Sendable {
    /// Who answers: a runtime, or nobody and why.
    enum Target: Sendable {
        case runtime(any ScoringRuntime)
        case absent(AbsentDeployment)

        var runtime: (any ScoringRuntime)? {
            if case .runtime(let runtime) = self { runtime } else { nil }
        }
    }

    /// Who gets copies, and where the answers are compared.
    struct Mirror: Sendable {
        let runtime: any ScoringRuntime
        let tallies: ShadowTallies
        let rule: ComparisonRule

        var pair: ShadowPair { ShadowPair(tallies, rule: rule) }
    }

    let route: EndpointRoute
    let accesses: AccessRing
    let meter: TrafficMeter
    let collectors: [DeploymentName: PayloadCollector]
    let shadows: ShadowLedger
    /// Deployments with a share and the running sum of the shares.
    private let live: [(upTo: UInt64, target: Target)]
    /// One deployment at most, and its share in percent.
    private let mirror: (share: UInt64, mirror: Mirror)?
    private let pinned: [String: Target]
    private let turn = Atomic<UInt64>(0)

    init(
        _ route: EndpointRoute, accesses: AccessRing = AccessRing(), meter: TrafficMeter = TrafficMeter(),
        collectors: [DeploymentName: PayloadCollector] = [:], shadows: ShadowLedger = ShadowLedger()
    ) {
        self.route = route
        self.accesses = accesses
        self.meter = meter
        self.collectors = collectors
        self.shadows = shadows
        let targets = route.absent.mapValues(Target.absent)
            .merging(route.deployments.mapValues(Target.runtime)) { _, runtime in runtime }
        pinned = Dictionary(uniqueKeysWithValues: targets.map { ($0.key.rawValue, $0.value) })
        live = Self.runningSums(route.traffic.weights, targets, first: route.sticky?.first)
        mirror = route.mirrorTraffic.target.flatMap { name in
            guard let runtime = targets[name]?.runtime else { return nil }
            let mirror = Mirror(runtime: runtime, tallies: shadows.tallies(of: name), rule: route.comparison)
            return (UInt64(route.mirrorTraffic[name]), mirror)
        }
    }

    private static func runningSums(
        _ weights: [DeploymentName: Int], _ targets: [DeploymentName: Target], first: DeploymentName?
    ) -> [(upTo: UInt64, target: Target)] {
        var sum: UInt64 = 0
        // Whose share grows is at the beginning, so that nobody whom it has is sent elsewhere.
        let sorted = weights.sorted { ($0.key == first ? 0 : 1, $0.key) < ($1.key == first ? 0 : 1, $1.key) }
        return sorted.compactMap { name, weight in
            guard weight > 0, let target = targets[name] else { return nil }
            sum += UInt64(weight)
            return (sum, target)
        }
    }

    func deployment(named name: String) -> Target? { pinned[name] }

    var deploymentNames: [String] { pinned.keys.sorted() }

    /// Where a request without a pin goes: one that answers, and perhaps one that gets a copy.
    ///
    /// Shares are dealt by the golden ratio's multiples, not by lot: any hundred requests in a row come within one or
    /// two of the percentages asked for, and no generator is needed.
    func choose(_ head: RequestHead) -> (answering: Target?, mirror: Mirror?) {
        let turn = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        guard let total = live.last?.upTo else { return (nil, nil) }
        let place = route.sticky.flatMap { head.place(ofHeader: $0.header) } ?? turn &* 0x9E37_79B9_7F4A_7C15
        let answering = Self.pick(live, Self.scaled(place, to: total))
        // Another irrational step, so that the copies are not taken from one deployment's requests only.
        guard let mirror, Self.scaled(turn &* 0x6A09_E667_F3BC_C909, to: 100) < mirror.share,
            mirror.mirror.runtime !== answering?.runtime
        else { return (answering, nil) }
        return (answering, mirror.mirror)
    }

    /// A live deployment has a worker up.
    var isHealthy: Bool { live.contains { $0.target.runtime?.isReady == true } }

    var firstLive: (any ScoringRuntime)? { live.lazy.compactMap(\.target.runtime).first }

    var liveRuntimes: [any ScoringRuntime] { live.compactMap(\.target.runtime) }

    private static func scaled(_ fraction: UInt64, to range: UInt64) -> UInt64 {
        fraction.multipliedFullWidth(by: range).high
    }

    private static func pick(_ sums: [(upTo: UInt64, target: Target)], _ point: UInt64) -> Target? {
        for entry in sums where point < entry.upTo { return entry.target }
        return nil
    }
}
