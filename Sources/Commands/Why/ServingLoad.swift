import Domain

/// What a deployment did during the last minutes, out of the seconds that were measured.
struct ServingLoad: Sendable, Hashable {
    var requests = 0.0
    var errors = 0.0
    /// The slowest second's, in milliseconds.
    var p95: Double?
    /// The longest it was.
    var queued = 0
    var workers: [WorkerLoad] = []

    init() {}

    init(of deployment: DeploymentName, in loads: [EndpointLoad]) {
        for load in loads.flatMap(\.deployments) where load.deployment == deployment {
            requests += load.requestsPerSecond
            errors += load.errorsPerSecond
            if let latency = load.p95 { p95 = max(p95 ?? 0, latency) }
            queued = max(queued, load.queued)
            workers = load.workers
        }
    }

    /// In percent.
    var errorRate: Double { requests > 0 ? errors / requests * 100 : 0 }
    var restarts: Int { workers.map(\.restarts).max() ?? 0 }

    var line: String? {
        guard requests > 0 else { return nil }
        let latency = p95.map { ", p95 up to \(Int($0.rounded())) ms" } ?? ""
        return "\(Int(requests.rounded())) requests, \(Int(errorRate.rounded())) % errors\(latency)"
            + (queued > 0 ? ", up to \(queued) queued" : "")
    }

    var workerLines: [String] {
        workers.map { worker in
            "\(worker.pid): \(worker.state), \(worker.memory)"
                + (worker.restarts > 0 ? ", started anew \(worker.restarts) times" : "")
        }
    }
}
