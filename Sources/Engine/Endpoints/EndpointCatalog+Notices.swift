import Domain
import FoundationEssentials
import Logging
import Scoring
import Store

/// What the workers of a version have to tell.
struct WorkerNotice: Sendable {
    let serving: ServingVersion
    let notice: PoolNotice
}

/// Workers that end, that keep ending, that come and go with the load: told in the journal, the deployment's log and,
/// while nobody answers, as the deployment's reason.
extension EndpointCatalog {
    /// A worker that dies with every request makes one event a minute.
    private static let quietTime = 60.0

    /// Hears all notices in their order until the catalog stops.
    func hearNotices(_ notices: AsyncStream<WorkerNotice>) async {
        for await notice in notices { await hear(notice) }
    }

    private func hear(_ heard: WorkerNotice) async {
        let serving = heard.serving
        let (name, endpoint) = (serving.deployment.name, serving.deployment.endpoint)
        // A version that is being made is not the deployment yet, and one that was replaced is not any more.
        guard let deployment = live[endpoint]?.deployments[name], deployment.serving?.number == serving.number,
            deployment.workers != nil
        else { return }
        switch heard.notice {
        case .condition(.broken(let reason)):
            let words = "its workers keep ending: \(reason)"
            await deployment.supervisor.note("warning: \(words)")
            live[endpoint]?.deployments[name]?.isBroken = true
            await write("deployment.broken", message: reason, of: serving) { $0.deployment.reason = words }
        case .condition(.ready):
            guard deployment.isBroken else { return }
            live[endpoint]?.deployments[name]?.isBroken = false
            await deployment.supervisor.note("its workers answer again")
            await write("deployment.recovered", message: "its workers answer again", of: serving) {
                $0.deployment.reason = nil
            }
        case .condition: break
        case .workerEnded(let reason):
            await deployment.supervisor.note("warning: \(reason); it is replaced")
            let now = context.clock.now()
            if let last = deployment.lastEndTold, now.timeIntervalSince(last) < Self.quietTime { return }
            live[endpoint]?.deployments[name]?.lastEndTold = now
            await write("deployment.worker.ended", message: reason, of: serving) { _ in }
        case .scaled(let former, let count, let why):
            await deployment.supervisor.note("\(count) \(count == 1 ? "worker" : "workers") in place of \(former): \(why)")
            await write(
                "deployment.scaled", message: why, of: serving, before: counted(former, of: serving),
                after: counted(count, of: serving)) { _ in }
        }
    }

    /// What the deployment costs by.
    private func counted(_ count: Int, of serving: ServingVersion) -> JSONValue {
        ["instance_type": .string(serving.deployment.spec.instanceType), "instance_count": .int(Int64(count))]
    }

    private func write(
        _ kind: String, message: String, of serving: ServingVersion, before: JSONValue? = nil, after: JSONValue? = nil,
        _ change: @escaping @Sendable (inout DeploymentRecord) -> Void
    ) async {
        let now = context.clock.now()
        await amend(serving) { transaction, record in
            guard record.serving?.number == serving.number else { return }
            // While a change runs, the reason tells about that.
            if record.change == nil, record.deployment.provisioningState == .succeeded {
                change(&record)
                try transaction.save(record)
            }
            try transaction.append(
                kind, about: record.deployment.reference, by: EngineContext.engineActor, at: now, message: message,
                before: before, after: after)
        }
    }
}
