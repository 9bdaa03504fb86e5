package import Domain
import Scoring

extension EndpointCatalog {
    /// The newest requests to an endpoint after a sequence number, at most `limit`, oldest first: since the engine
    /// started, and about the last thousand of them.
    package func accesses(
        of name: EndpointName, in workspace: WorkspaceName, after sequence: Int64, limit: Int
    ) async throws -> [AccessEntry] {
        _ = try await show(name, in: workspace)
        return front.accesses(of: name, after: sequence, limit: limit)
    }

    /// What all deployments did since this was asked before.
    func measureLoads() async -> [EndpointMeasure] {
        var measures: [EndpointMeasure] = []
        for endpoint in live.values.map(\.endpoint) {
            var loads: [DeploymentName: PoolLoad] = [:]
            for name in live[endpoint.name]?.deployments.keys.sorted() ?? [] {
                loads[name] = await measureLoad(of: name, endpoint.name)
            }
            measures.append(
                EndpointMeasure(endpoint: endpoint.name, workspace: endpoint.workspace, deployments: loads))
        }
        return measures
    }

    private func measureLoad(of name: DeploymentName, _ endpoint: EndpointName) async -> PoolLoad? {
        guard let now = await collectLoad(of: name, endpoint) else { return nil }
        defer { live[endpoint]?.deployments[name]?.unmeasured = PoolLoad() }
        return live[endpoint]?.deployments[name]?.unmeasured.with(now)
    }

    /// What a deployment did that no rollout has judged yet, and what is there now.
    func takeUnjudged(_ name: DeploymentName, of endpoint: EndpointName) async -> PoolLoad {
        guard let now = await collectLoad(of: name, endpoint) else { return PoolLoad() }
        defer { live[endpoint]?.deployments[name]?.unjudged = PoolLoad() }
        return live[endpoint]?.deployments[name]?.unjudged.with(now) ?? PoolLoad()
    }

    /// Asks the workers what they did, for all who want to know; what is there now.
    private func collectLoad(of name: DeploymentName, _ endpoint: EndpointName) async -> PoolLoad? {
        guard let deployment = live[endpoint]?.deployments[name] else { return nil }
        var load = PoolLoad()
        for workers in [deployment.workers, deployment.coming].compactMap(\.self) {
            load.add(await workers.takeLoad())
        }
        live[endpoint]?.deployments[name]?.did(load.deeds)
        return load
    }

    /// A request asked for a deployment that nobody answers for.
    func askedInVain(_ name: DeploymentName, of endpoint: EndpointName) async {
        var refusal = PoolLoad()
        refusal.countRefusal()
        live[endpoint]?.deployments[name]?.did(refusal)
        loads.noteTraffic()
        await wakeOnDemand(name, of: endpoint)
    }

    /// What workers did that are not the deployment's any more, up to their end.
    func keepLoad(of workers: any ServingWorkers, of name: DeploymentName, _ endpoint: EndpointName) async {
        let load = await workers.takeLoad()
        guard !load.isQuiet else { return }
        live[endpoint]?.deployments[name]?.did(load.deeds)
        loads.noteTraffic()
    }
}
