package import Domain
import FoundationEssentials
package import Logging
package import Scoring

/// The real scoring room: its HTTP door and its worker pools.
package struct ScoringRoom: ScoringFront {
    package let workerScript: String
    private let server: ScoringServer
    private let loops: ScoringLoops
    private let logger: Logger

    /// Writes the workers' program where they are started from. Throws `unavailable` when the home cannot be written.
    package init(server: ScoringServer, loops: ScoringLoops, home: HomeLayout, logger: Logger) throws {
        self.server = server
        self.loops = loops
        self.logger = logger
        let folder = home.cache + "/scoring"
        workerScript = folder + "/worker.py"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(WorkerScript.text.utf8).write(to: URL(filePath: workerScript), options: .atomic)
        } catch {
            throw AtelierError(
                .unavailable, "cannot write \(workerScript)", hint: "check the disk and the permissions of its folder",
                cause: error)
        }
    }

    package func publish(_ route: ServingRoute) {
        var runtimes: [DeploymentName: any ScoringRuntime] = [:]
        var absent: [DeploymentName: AbsentDeployment] = [:]
        for (name, target) in route.deployments {
            switch target {
            case .workers(let workers): runtimes[name] = workers as? any ScoringRuntime
            case .absent(let deployment): absent[name] = deployment
            }
        }
        server.publish(EndpointRoute(
            endpoint: route.endpoint, keys: route.keys, traffic: route.traffic, mirrorTraffic: route.mirrorTraffic,
            deployments: runtimes, absent: absent, sticky: route.sticky, comparison: route.comparison))
    }

    package func withdraw(_ endpoint: EndpointName) {
        server.withdraw(endpoint)
    }

    package func accesses(of endpoint: EndpointName, after sequence: Int64, limit: Int) -> [AccessEntry] {
        server.accesses(of: endpoint, after: sequence, limit: limit)
    }

    package func shadows(
        of endpoint: EndpointName, _ deployment: DeploymentName, from mark: Int
    ) -> ShadowReport {
        server.shadows(of: endpoint, deployment, from: mark)
    }

    package func answer(to body: String, by workers: any ServingWorkers) async -> ProbeAnswer {
        guard let runtime = workers as? any ScoringRuntime else {
            return ProbeAnswer(status: 503, body: "it is not served here")
        }
        return await ProbeCall.answer(of: runtime, to: body, on: loops)
    }

    package func makeWorkers(
        _ plan: RuntimePlan, onDemand: @escaping @Sendable () -> Void, onTraffic: @escaping @Sendable () -> Void
    ) -> any ServingWorkers {
        switch plan {
        case .workers(let plan):
            WorkerPool(plan: plan, eventLoops: loops, logger: logger, onDemand: onDemand, onTraffic: onTraffic)
        case .native(let plan): NativeRuntime(plan: plan, logger: logger, onDemand: onDemand, onTraffic: onTraffic)
        }
    }
}

extension NativeRuntime: ServingWorkers {
    package func drainAndStop() async {
        await drainAndStop(within: nil)
    }
}

extension WorkerPool: ServingWorkers {
    package var canResize: Bool { true }

    package func drainAndStop() async {
        await drainAndStop(within: nil)
    }
}
