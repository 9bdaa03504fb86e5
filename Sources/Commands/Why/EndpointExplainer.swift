import ControlAPI
import Domain

/// Why an endpoint answers nothing, fails requests or is slow. Pure.
struct EndpointExplainer {
    let endpoint: OnlineEndpoint
    /// Those there are, by name.
    let deployments: [DeploymentExplainer]

    var explanation: Explanation {
        var explanation = trouble
        explanation.note("state", endpoint.provisioningState.rawValue)
        explanation.note("traffic", "\(endpoint.traffic) (revision \(endpoint.revision))")
        if let rollout = endpoint.rollout {
            explanation.note("rollout", "\(rollout.deployment): \(rollout.standing)")
        }
        for deployment in deployments {
            let name = deployment.details.deployment.name.rawValue
            let state = deployment.details.deployment.provisioningState.rawValue
            explanation.note(name, ([state] + [deployment.load.line].compactMap(\.self)).joined(separator: ", "))
        }
        return explanation
    }

    private var trouble: Explanation {
        let name = endpoint.name
        guard endpoint.provisioningState != .deleting else { return Explanation("endpoint \(name) is being deleted") }
        guard !deployments.isEmpty else {
            return Explanation(
                "endpoint \(name) answers nothing: it has no deployment",
                commands: ["atelier online-deployment create --endpoint-name \(name) --file deployment.yml --all-traffic"])
        }
        let live = deployments.filter { endpoint.traffic[$0.details.deployment.name] > 0 }
        guard !live.isEmpty else {
            let ready = deployments.first { $0.details.deployment.provisioningState == .succeeded } ?? deployments[0]
            return Explanation(
                "endpoint \(name) answers nothing: no deployment has a share of its traffic",
                commands: [
                    "atelier online-endpoint update --name \(name) --traffic \"\(ready.details.deployment.name)=100\""
                ])
        }
        for deployment in live {
            if let trouble = deployment.trouble {
                return Explanation("endpoint \(name): \(trouble.sentence)", commands: trouble.commands)
            }
        }
        return Explanation("endpoint \(name) answers: nothing is wrong with what takes its traffic")
    }
}
