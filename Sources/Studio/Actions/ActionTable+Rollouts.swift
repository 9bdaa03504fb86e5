import Client
import ControlAPI
import Domain

/// What is done to the rollout of the endpoint that is selected.
extension StudioModel {
    mutating func holdRollout() -> [StudioEffect] {
        guard let (endpoint, rollout) = activeRollout else { return told(.info, noRollout) }
        guard rollout.state != .checking else { return told(.info, "it sends its golden requests still") }
        return change(rollout.state == .held ? .resume : .hold, rollout, of: endpoint)
    }

    /// It moves traffic, so it is asked.
    mutating func abortRollout() -> [StudioEffect] {
        guard let (endpoint, rollout) = activeRollout else { return told(.info, noRollout) }
        let name = rollout.deployment.rawValue.neutralised
        overlay = Confirmation(question: "end the rollout of \(name), and go back to \(rollout.trafficBefore)?") {
            $0.change(.abort, rollout, of: endpoint)
        }
        return []
    }

    mutating func promoteRollout(_ rollout: Rollout, of endpoint: EndpointName) -> [StudioEffect] {
        let name = rollout.deployment.rawValue.neutralised
        overlay = Confirmation(
            question: "give all traffic of \(endpoint.rawValue.neutralised) to \(name) now, at \(rollout.stepText)?"
        ) { $0.change(.promote, rollout, of: endpoint) }
        return []
    }

    mutating func startRollout() -> [StudioEffect] {
        guard let endpoint else { return told(.info, "select an endpoint first") }
        let newest = data.deployments(of: endpoint.name)
            .filter { endpoint.traffic[$0.name] == 0 && $0.provisioningState == .succeeded }
            .max { $0.creation.lastModifiedAt < $1.creation.lastModifiedAt }
        guard let newest else { return told(.info, "there is no deployment without traffic that is ready") }
        let (name, workspace) = (endpoint.name, data.workspace)
        let steps = RolloutSpec.defaultSteps.map { "\($0.weight)" }.joined(separator: ", ")
        overlay = Confirmation(
            question: "roll \(newest.name.rawValue.neutralised) out on \(name.rawValue.neutralised), in steps of \(steps) %?"
        ) { model in
            model.ask(EngineTask("starting a rollout of \(newest.name.rawValue.neutralised)") { engine in
                let report = try await engine.call(
                    RolloutRoutes.start, Self.parts(name, workspace),
                    body: RolloutStart(deployment: newest.name, spec: RolloutSpec()))
                return { $0.told(.info, "\(newest.name.rawValue.neutralised) is being rolled out, \(report.rollout.stepText)") }
            })
        }
        return []
    }

    private var activeRollout: (EndpointName, Rollout)? {
        guard let endpoint, let rollout = endpoint.rollout, rollout.isActive else { return nil }
        return (endpoint.name, rollout)
    }

    private var noRollout: String {
        endpoint == nil ? "select an endpoint first" : "no rollout runs here: ':endpoint rollout' starts one"
    }

    private mutating func change(_ action: RolloutAction, _ rollout: Rollout, of endpoint: EndpointName) -> [StudioEffect] {
        let workspace = data.workspace
        let name = rollout.deployment.rawValue.neutralised
        return ask(EngineTask("\(action.rawValue) the rollout of \(name)") { engine in
            let report = try await engine.call(
                RolloutRoutes.change, Self.parts(endpoint, workspace),
                body: RolloutChange(action, of: rollout.deployment))
            return { $0.told(.info, "rollout of \(name): \(report.rollout.standing.neutralised)") }
        })
    }
}
