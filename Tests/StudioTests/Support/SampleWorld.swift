import ControlAPI
import Domain
import Foundation

/// A workspace in memory as an engine would tell of it, with one of everything that a screen shows differently. Its time
/// stands still, so that what is drawn of it is always the same.
struct SampleWorld: Sendable {
    /// 15:06:40 UTC on a Sunday.
    static let now = Date(timeIntervalSince1970: 1_750_000_000)
    static let workspace: WorkspaceName = "default"
    static let running: JobName = "brave_fox_x1"
    static let queued: JobName = "calm_owl_q2"

    var jobs: [JobSummary] = SampleWorld.sampleJobs()
    var computes: [Compute] = SampleWorld.sampleComputes()
    var models: [ModelVersion] = SampleWorld.sampleModels()
    var endpoints: [OnlineEndpoint] = SampleWorld.sampleEndpoints()
    var deployments: [OnlineDeployment] = SampleWorld.sampleDeployments()
    /// By endpoint, the traffic of each revision from 1.
    var history: [EndpointName: [TrafficSplit]] = ["churn-api": [.all(to: "blue"), .ninetyTen]]
    /// Of the running job, by path.
    var files = SampleWorld.sampleFiles
    /// How many steps of the running job were measured.
    var stepCount = 60
    /// What was written on jobs.
    var edits: [JobName: JobEdit] = [:]
    var logLines: [LogLine] = SampleWorld.sampleLog(lines: 1000)
    var accesses: [AccessEntry] = (1...200).map(SampleWorld.access)

    static func ago(_ seconds: Double) -> Date { now.addingTimeInterval(-seconds) }

    var snapshot: WorkspaceSnapshot {
        WorkspaceSnapshot(
            status: EngineStatus(
                version: "1.0.0", pid: 7, startedAt: Self.ago(4 * 3600), home: "/home/ana/atelier", socket: "/run/a.sock",
                trackingURI: "http://127.0.0.1:5000", scoringURI: "http://127.0.0.1:5001", jobsRunning: 1,
                jobsQueued: 1, deployments: 2, lastEvent: 40),
            workspaces: [], computes: computes, jobs: jobs, jobCount: jobs.count, models: models,
            endpoints: endpoints.map(Self.details), deployments: deployments)
    }

    static func details(_ endpoint: OnlineEndpoint) -> EndpointDetails {
        EndpointDetails(
            endpoint: endpoint, scoringURI: "http://127.0.0.1:5001/endpoints/\(endpoint.name)/score", openapiURI: "")
    }

    // MARK: What is there

    private static func sampleJobs() -> [JobSummary] {
        [
            JobSummary(
                name: queued, displayName: "train-large", experiment: "churn", status: .queued,
                reason: "waiting: cpu-cluster is at its maximum of 1 node", compute: "cpu-cluster", createdAt: ago(60),
                createdBy: "ben", queuePosition: 1),
            JobSummary(
                name: running, displayName: "sweep-lr-0.01", experiment: "churn", status: .running,
                compute: "cpu-cluster", node: "cpu-cluster-1", createdAt: ago(300), createdBy: "ana",
                startedAt: ago(235), tags: ["stage": "trial"], lastMetric: LatestMetric(key: "loss", value: 0.412)),
            JobSummary(
                name: "keen_elk_k3", displayName: "churn-train", experiment: "churn", status: .completed, exitCode: 0,
                compute: "local", node: "local-1", createdAt: ago(4000), createdBy: "ana", startedAt: ago(3990),
                endedAt: ago(300), lastMetric: LatestMetric(key: "auc", value: 0.9312)),
            JobSummary(
                name: "dull_ant_d4", displayName: "fraud-broken", experiment: "fraud", status: .failed,
                reason: "the command ended with 1", exitCode: 1, compute: "local", node: "local-1",
                createdAt: ago(9000), createdBy: "ben", startedAt: ago(8990), endedAt: ago(8980)),
            JobSummary(
                name: "slow_cat_s5", displayName: "fraud-old", experiment: "fraud", status: .canceled, compute: "local",
                createdAt: ago(200_000), createdBy: "ana", startedAt: ago(199_000), endedAt: ago(190_000)),
        ]
    }

    private static func sampleComputes() -> [Compute] {
        let creation = CreationContext(at: ago(90_000), by: "ana")
        func node(_ name: NodeName, _ job: JobName?) -> ComputeNode {
            ComputeNode(
                name: name, state: job == nil ? .idle : .running, job: job, since: ago(235), cores: [0, 1],
                memory: .gibibytes(4))
        }
        return [
            Compute(
                workspace: workspace, spec: ComputeSpec(name: "cpu-cluster", maxInstances: 1),
                provisioningState: .succeeded, nodes: [node("cpu-cluster-1", running)], creation: creation),
            Compute(
                workspace: workspace, spec: ComputeSpec(name: "local", type: .local, maxInstances: 2),
                provisioningState: .succeeded, nodes: [node("local-1", nil), node("local-2", nil)], creation: creation),
        ]
    }

    private static func sampleModels() -> [ModelVersion] {
        func version(_ name: ModelName, _ version: String, auc: Double, age: Double) -> ModelVersion {
            ModelVersion(
                workspace: workspace, name: name, version: version, type: .mlflow, source: .local("/models/\(name)"),
                baseName: "model", contentHash: ContentHash(rawValue: String(repeating: "a", count: 64)),
                size: ByteCount(2048), lineage: ModelLineage(metrics: ["auc": auc]),
                creation: CreationContext(at: ago(age), by: "ana"))
        }
        return [
            version("churn", "3", auc: 0.9312, age: 290), version("churn", "2", auc: 0.9105, age: 100_000),
            version("fraud", "1", auc: 0.7, age: 900_000),
        ]
    }

    private static func sampleEndpoints() -> [OnlineEndpoint] {
        let creation = CreationContext(at: ago(100_000), by: "ana")
        return [
            OnlineEndpoint(
                workspace: workspace, name: "churn-api", authMode: .key, traffic: .ninetyTen,
                provisioningState: .succeeded, revision: 2, creation: creation),
            OnlineEndpoint(
                workspace: workspace, name: "fraud-api", authMode: .key, provisioningState: .succeeded,
                creation: creation),
        ]
    }

    static func deployment(
        _ name: DeploymentName, of endpoint: EndpointName, model: String, age: Double,
        _ state: ProvisioningState = .succeeded
    ) -> OnlineDeployment {
        let parts = model.split(separator: ":").map(String.init)
        return OnlineDeployment(
            workspace: workspace, spec: OnlineDeploymentSpec(name: name, endpoint: endpoint), provisioningState: state,
            model: AssetReference(name: parts[0], selector: .version(parts[1])),
            creation: CreationContext(at: ago(age), by: "ana"))
    }

    private static func sampleDeployments() -> [OnlineDeployment] {
        [
            deployment("blue", of: "churn-api", model: "churn:2", age: 90_000),
            deployment("green", of: "churn-api", model: "churn:3", age: 200),
        ]
    }

    /// Two a second; every 20th was refused, every 50th failed.
    static func access(_ number: Int) -> AccessEntry {
        let status = number % 50 == 0 ? 502 : number % 20 == 0 ? 401 : 200
        return AccessEntry(
            sequence: Int64(number), at: now.addingTimeInterval(Double(number - 200) / 2),
            deployment: status == 401 ? nil : number % 10 == 0 ? "green" : "blue", status: status,
            milliseconds: status == 401 ? 0.2 : 3 + Double(number % 7), requestSize: ByteCount(312),
            responseSize: ByteCount(48), requestID: "req-\(1000 + number)")
    }

    static func sampleLog(lines: Int) -> [LogLine] {
        guard lines > 0 else { return [] }
        return (1...lines).map { number in
            let level: LogLevel? = number % 100 == 0 ? .error : number % 40 == 0 ? .warning : number % 3 == 0 ? .info : nil
            let text = level.map { "\($0.name.uppercased()) step \(number)" } ?? "step \(number) loss \(1000 / number)"
            return LogLine(number: number, level: level, at: now.addingTimeInterval(Double(number - 1000)), text: text)
        }
    }
}

extension TrafficSplit {
    static var ninetyTen: TrafficSplit {
        guard let split = try? TrafficSplit(["blue": 90, "green": 10]) else { return TrafficSplit() }
        return split
    }
}
