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

    let route: EndpointRoute
    let accesses: AccessRing
    let meter: TrafficMeter
    let collectors: [DeploymentName: PayloadCollector]
    /// Deployments with a share and the running sum of the shares.
    private let live: [(upTo: UInt64, target: Target)]
    private let mirrors: [(upTo: UInt64, target: Target)]
    private let pinned: [String: Target]
    private let turn = Atomic<UInt64>(0)

    init(
        _ route: EndpointRoute, accesses: AccessRing = AccessRing(), meter: TrafficMeter = TrafficMeter(),
        collectors: [DeploymentName: PayloadCollector] = [:]
    ) {
        self.route = route
        self.accesses = accesses
        self.meter = meter
        self.collectors = collectors
        let targets = route.absent.mapValues(Target.absent)
            .merging(route.deployments.mapValues(Target.runtime)) { _, runtime in runtime }
        pinned = Dictionary(uniqueKeysWithValues: targets.map { ($0.key.rawValue, $0.value) })
        live = Self.runningSums(route.traffic.weights, targets)
        mirrors = Self.runningSums(route.mirrorTraffic.weights, targets)
    }

    private static func runningSums(
        _ weights: [DeploymentName: Int], _ targets: [DeploymentName: Target]
    ) -> [(upTo: UInt64, target: Target)] {
        var sum: UInt64 = 0
        return weights.sorted { $0.key < $1.key }.compactMap { name, weight in
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
    func choose() -> (answering: Target?, mirror: (any ScoringRuntime)?) {
        let turn = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        guard let total = live.last?.upTo else { return (nil, nil) }
        let answering = Self.pick(live, Self.scaled(turn &* 0x9E37_79B9_7F4A_7C15, to: total))
        guard !mirrors.isEmpty else { return (answering, nil) }
        // Another irrational step, so that the copies are not taken from one deployment's requests only.
        let mirror = Self.pick(mirrors, Self.scaled(turn &* 0x6A09_E667_F3BC_C909, to: 100))?.runtime
        return (answering, mirror === answering?.runtime ? nil : mirror)
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
