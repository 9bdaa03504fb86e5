import Domain
import NIOCore
import Synchronization

/// What all connections share: the routes in force, and who is connected.
final class ScoringState: Sendable {
    private let table = Mutex(RoutingTable())
    private let connections = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let stopping = Atomic(false)

    /// The server is about to close: connections end with the answer they are at.
    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    var routes: [CompiledRoute] {
        table.withLock { $0 }.routes.values.sorted { $0.route.endpoint < $1.route.endpoint }
    }

    func route(_ endpoint: String) -> CompiledRoute? {
        table.withLock { $0 }.routes[endpoint]
    }

    /// Puts a route in force; what is known of its endpoint's requests and copies stays known.
    func publish(_ route: EndpointRoute) {
        let name = route.endpoint.rawValue
        table.withLock { table in
            let old = table.routes[name]
            let collectors = Dictionary(uniqueKeysWithValues: route.collections.map { deployment, plan in
                let running = old?.collectors[deployment]
                return (deployment, running.flatMap { $0.plan == plan ? $0 : nil } ?? PayloadCollector(plan))
            })
            table = table.replacing(
                name,
                with: CompiledRoute(
                    route, accesses: old?.accesses ?? AccessRing(), meter: old?.meter ?? TrafficMeter(),
                    collectors: collectors, shadows: old?.shadows ?? ShadowLedger()))
        }
    }

    func withdraw(_ endpoint: String) {
        table.withLock { $0 = $0.replacing(endpoint, with: nil) }
    }

    func opened(_ channel: any Channel) {
        connections.withLock { $0[ObjectIdentifier(channel)] = channel }
    }

    func closed(_ channel: any Channel) {
        _ = connections.withLock { $0.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Idle connections close at once, busy ones after their answer, all of them when the time is over.
    func closeConnections(within limit: TimeAmount, on loop: any EventLoop) async {
        stopping.store(true, ordering: .relaxed)
        let open = connections.withLock { Array($0.values) }
        for channel in open { channel.pipeline.fireUserInboundEventTriggered(ConnectionHandler.ServerStops()) }
        let timer = loop.scheduleTask(in: limit) { for channel in open { channel.close(promise: nil) } }
        for channel in open { try? await channel.closeFuture.get() }
        timer.cancel()
    }
}
