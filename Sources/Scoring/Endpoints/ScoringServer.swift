package import Domain
import Glibc
package import LinuxSystem
package import Logging
import NIOCore
import NIOPosix
import Synchronization

/// The HTTP door of the online endpoints: `http://HOST:PORT/endpoints/NAME/score`, Azure ML's headers and status codes.
package final class ScoringServer: Sendable {
    private let loops: ScoringLoops
    private let logger: Logger
    private let settings: ScoringSettings
    private let state: ScoringState
    private let listener = Mutex<(any Channel)?>(nil)

    package init(eventLoops: ScoringLoops, logger: Logger, settings: ScoringSettings = ScoringSettings()) {
        loops = eventLoops
        self.logger = logger
        self.settings = settings
        state = ScoringState()
    }

    /// Listens, and returns the port: the one asked for, or any free one for 0.
    ///
    /// Throws `unavailable`, naming the port, when it is taken.
    package func start(port: Int) async throws -> Int {
        let listener: LoopbackListener
        do {
            listener = try LoopbackListener(port: port)
        } catch {
            throw AtelierError(
                .unavailable, "the scoring server cannot listen on \(LoopbackListener.host):\(port)",
                hint: "another program may use port \(port): stop it, or choose another port", subject: "port \(port)",
                cause: error)
        }
        try await start(on: listener)
        return listener.port
    }

    /// Answers on a port that is held already, also those who connected before.
    package func start(on listener: LoopbackListener) async throws {
        guard let socket = listener.handOver() else {
            throw AtelierError(.invalidState, "another server answers on port \(listener.port) already")
        }
        let state = state
        let settings = settings
        let channel = try await ServerBootstrap(group: loops.group)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ConnectionHandler(state: state, settings: settings))
                }
            }
            .withBoundSocket(socket).get()
        // NIO asked for its own, shorter queue.
        _ = listen(socket, 512)
        self.listener.withLock { $0 = channel }
        logger.info(
            "scoring requests are answered",
            metadata: ["host": "\(LoopbackListener.host)", "port": "\(listener.port)"])
    }

    /// Puts a route in force, in one step: a request is answered by the old route or by the new one. Those under way
    /// finish where they started, so stop the old pools only after this (`WorkerPool.drainAndStop`).
    package func publish(_ route: EndpointRoute) {
        state.publish(route)
    }

    /// Takes an endpoint off: from now on it is answered 404.
    package func withdraw(_ endpoint: EndpointName) {
        state.withdraw(endpoint.rawValue)
    }

    /// The newest requests to an endpoint after a sequence number, at most `limit`, oldest first.
    package func accesses(of endpoint: EndpointName, after sequence: Int64, limit: Int) -> [AccessEntry] {
        state.route(endpoint.rawValue)?.accesses.entries(after: sequence, limit: limit) ?? []
    }

    /// Returns when all that is kept of the traffic so far is in its files.
    package func finishCollecting() async {
        for route in state.routes {
            for collector in route.collectors.values { await collector.finish() }
        }
    }

    /// What was found of the copies that a deployment got since its endpoint was published first, with the scores from
    /// number `mark` on.
    package func shadows(of endpoint: EndpointName, _ deployment: DeploymentName, from mark: Int) -> ShadowReport {
        state.route(endpoint.rawValue)?.shadows.tallies(of: deployment).report(from: mark) ?? ShadowReport()
    }

    /// The same of all deployments that ever got copies, without scores.
    package func shadows(of endpoint: EndpointName) -> [DeploymentName: ShadowTally] {
        state.route(endpoint.rawValue)?.shadows.all ?? [:]
    }

    /// Stops listening, waits up to `draining` for the requests under way, and closes the connections.
    package func stop(draining: Duration = .seconds(5)) async {
        let channel = listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        // Closing fails only when it is closed already.
        try? await channel?.close().get()
        await state.closeConnections(within: TimeAmount(draining), on: loops.next())
        await finishCollecting()
    }
}
