import ControlAPI
import Domain
import FoundationEssentials

extension DemoWorld {
    /// The journal that would have been written until now: its last lines, in order.
    mutating func beginEvents() {
        // Of trials is told from now on: they would leave no room for anything else.
        var told: [Told] = jobs.filter { $0.job.spec.parentJobName == nil }.flatMap { events(of: $0) }
        told += models.map { model in
            Told(
                model.creation.createdAt, model.creation.createdBy, "model.registered", "model",
                "\(model.name):\(model.version)", model.lineage.job.map { "from job \($0)" })
        }
        for deployment in deployments.map(\.deployment) {
            let isReady = deployment.provisioningState == .succeeded
            told.append(
                Told(
                    deployment.creation.createdAt.addingTimeInterval(17), Self.engine,
                    isReady ? "deployment.succeeded" : "deployment.failed", "deployment",
                    "\(deployment.endpoint)/\(deployment.name)", isReady ? "ready in 17 s" : deployment.reason))
        }
        for endpoint in endpoints {
            var before = OnlineEndpoint(
                workspace: workspace, name: endpoint.name, authMode: endpoint.authMode,
                provisioningState: .succeeded, creation: endpoint.creation)
            for revision in revisions where revision.endpoint == endpoint.name {
                var after = before
                after.traffic = revision.traffic
                after.mirrorTraffic = revision.mirrorTraffic
                after.revision = revision.number
                told.append(
                    Told(
                        revision.at, revision.by, "endpoint.traffic", "endpoint", endpoint.name.rawValue,
                        "revision \(revision.number): \(revision.traffic) (\(revision.reason))",
                        before.trafficValue, after.trafficValue))
                before = after
            }
        }
        told.append(
            Told(ago(33), "ben", "compute.draining", "compute", "cpu-cluster", "node node-2"))
        told.append(Told(ago(8600), "ana", "compute.created", "compute", "gpu-cluster", nil))
        let inOrder = told.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        for one in inOrder.suffix(Self.kept).map(\.element) {
            note(
                one.kind, one.resource, one.name, by: one.person, at: one.at, message: one.message,
                before: one.before, after: one.after)
        }
    }

    private func events(of job: DemoJob) -> [Told] {
        let (name, person) = (job.name.rawValue, job.job.creation.createdBy)
        var told = [Told(job.job.creation.createdAt, person, "job.queued", "job", name, nil)]
        if let start = job.job.startedAt {
            told.append(Told(start, Self.engine, "job.running", "job", name, nil))
        }
        switch job.job.status {
        case .completed, .failed, .canceled:
            told.append(
                Told(
                    job.job.endedAt ?? job.since, job.job.status == .canceled ? person : Self.engine,
                    "job.\(job.job.status.rawValue.lowercased())", "job", name, job.job.reason, nil, job.job.standing))
        case .cancelRequested:
            told.append(Told(job.since, person, "job.cancel_requested", "job", name, job.job.reason))
        case .starting, .preparing, .finalizing:
            told.append(
                Told(job.since, Self.engine, "job.\(job.job.status.rawValue.lowercased())", "job", name, job.job.reason))
        case .queued, .running: break
        }
        return told
    }

    private static let kept = 64
}

/// An event without its number.
private struct Told {
    let at: Date
    let person: String
    let kind: String
    let resource: String
    let name: String
    let message: String?
    let before: JSONValue?
    let after: JSONValue?

    init(
        _ at: Date, _ person: String, _ kind: String, _ resource: String, _ name: String, _ message: String?,
        _ before: JSONValue? = nil, _ after: JSONValue? = nil
    ) {
        self.at = at
        self.person = person
        self.kind = kind
        self.resource = resource
        self.name = name
        self.message = message
        self.before = before
        self.after = after
    }
}
