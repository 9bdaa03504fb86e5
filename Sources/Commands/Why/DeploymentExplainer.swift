import ControlAPI
import Domain

/// Why a deployment failed, takes no traffic, fails requests or is slow. Pure.
struct DeploymentExplainer {
    let details: DeploymentDetails
    let endpoint: OnlineEndpoint
    let load: ServingLoad

    private var deployment: OnlineDeployment { details.deployment }
    private var place: String { "\(deployment.endpoint)/\(deployment.name)" }
    private var names: String { "--name \(deployment.name) --endpoint-name \(deployment.endpoint)" }
    private var logs: String { "atelier online-deployment get-logs \(names)" }

    var explanation: Explanation {
        var explanation = trouble ?? Explanation("deployment \(place) takes \(share) % of the traffic and answers it")
        explanation.note("state", deployment.provisioningState.rawValue)
        explanation.note("reason", deployment.reason)
        explanation.note("phase", details.phases.last { $0.endedAt == nil }?.name)
        explanation.note("traffic", "\(share) %, of \(endpoint.traffic)")
        if let rollout = endpoint.rollout, rollout.deployment == deployment.name {
            explanation.note("rollout", rollout.standing)
        }
        explanation.note("last minutes", load.line ?? "no requests")
        explanation.note("workers", load.workerLines)
        explanation.note("cause", details.diagnosis?.summary)
        explanation.note("advice", details.diagnosis?.hint)
        let traceback = details.diagnosis?.traceback?.split(separator: "\n").suffix(6).map(String.init) ?? []
        explanation.note("traceback", traceback)
        if traceback.isEmpty { explanation.note("log", Array((details.diagnosis?.logTail ?? []).suffix(6))) }
        explanation.note("warnings", deployment.warnings)
        return explanation
    }

    private var share: Int { endpoint.traffic[deployment.name] }

    /// What is wrong, the gravest first; nil when nothing is.
    var trouble: Explanation? {
        switch deployment.provisioningState {
        case .failed:
            let cause = details.diagnosis?.summary ?? deployment.reason ?? "it left no reason"
            return Explanation(
                "deployment \(place) failed: \(cause)",
                commands: [logs, "atelier online-deployment update \(names) --file deployment.yml"])
        case .creating, .updating, .scaling:
            let phase = details.phases.last { $0.endedAt == nil }?.name ?? deployment.reason ?? "being made"
            return Explanation("deployment \(place) is not ready yet: \(phase)", commands: [logs])
        case .deleting: return Explanation("deployment \(place) is being deleted")
        case .canceled, .succeeded: break
        }
        if details.workers?.condition == "broken" {
            let reason = details.workers?.reason ?? "it left no reason"
            return Explanation(
                "deployment \(place) answers nobody, its workers keep ending: \(reason)",
                commands: [logs, "atelier online-endpoint rollback --name \(deployment.endpoint)"])
        }
        if load.restarts > 2 {
            return Explanation(
                "the workers of deployment \(place) keep ending: one was started anew \(load.restarts) times",
                commands: [logs])
        }
        if load.errorRate >= 1 {
            return Explanation(
                "deployment \(place) fails \(Int(load.errorRate.rounded())) % of its requests",
                commands: [logs, "atelier online-endpoint rollback --name \(deployment.endpoint)"])
        }
        guard share > 0 else {
            if let rollout = endpoint.rollout, rollout.isActive, rollout.deployment == deployment.name {
                return Explanation(
                    "deployment \(place) is being rolled out: \(rollout.standing)",
                    commands: ["atelier online-deployment rollout \(names) --show"])
            }
            if endpoint.mirrorTraffic[deployment.name] > 0 {
                return Explanation("deployment \(place) gets copies of requests only, and its answers are compared and dropped")
            }
            return Explanation(
                "deployment \(place) takes no traffic: its share is 0 %",
                commands: [
                    "atelier online-endpoint update --name \(deployment.endpoint) --traffic \"\(deployment.name)=100\""
                ])
        }
        if load.queued > 0 {
            let count = deployment.spec.instanceCount
            return Explanation(
                "deployment \(place) is slow: requests wait for \(count == 1 ? "its one worker" : "its \(count) workers")",
                commands: ["atelier online-deployment update \(names) --set instance_count=\(count + 1)"])
        }
        return nil
    }
}
