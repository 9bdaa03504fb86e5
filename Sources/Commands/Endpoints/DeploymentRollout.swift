import ArgumentParser
import ControlAPI
import Domain

/// Asks for a deployment and watches until it serves or has failed.
struct DeploymentRollout {
    let session: Session
    let open: OpenWorkspace

    /// Throws `invalidState` when it fails, its diagnosis told on standard error.
    func run(_ creation: DeploymentCreation, waits: Bool) async throws -> Answer {
        let parts = ["endpoint": creation.spec.endpoint.rawValue, "deployment": creation.spec.name.rawValue]
        return try await watch(open.call(DeploymentRoutes.create, parts, body: creation), waits: waits)
    }

    /// The same for a deployment that was asked for already.
    func watch(_ asked: OnlineDeployment, waits: Bool) async throws -> Answer {
        let parts = ["endpoint": asked.endpoint.rawValue, "deployment": asked.name.rawValue]
        for warning in asked.warnings { session.say("warning: \(warning)") }
        guard waits else { return Answer(asked.presentation(in: open.scope), columns: OnlineDeployment.columns) }
        let details = try await settled(asked, parts)
        for warning in details.deployment.warnings where !asked.warnings.contains(warning) {
            session.say("warning: \(warning)")
        }
        if asked.spec.rollout != nil { await tellRollout(of: asked) }
        return Answer(details.presentation(in: open.scope), columns: OnlineDeployment.columns)
    }

    /// What became of the rollout that the deployment's file asks for.
    private func tellRollout(of asked: OnlineDeployment) async {
        guard let report = try? await open.call(RolloutRoutes.show, ["endpoint": asked.endpoint.rawValue]),
            report.rollout.deployment == asked.name, report.rollout.isActive
        else { return }
        session.say("\(asked.name) is being rolled out, \(report.rollout.stepText)")
        session.say(
            "hint: 'atelier online-deployment rollout --name \(asked.name) --endpoint-name \(asked.endpoint) --watch' "
                + "follows it")
    }

    private func settled(_ asked: OnlineDeployment, _ parts: [String: String]) async throws -> DeploymentDetails {
        var progress = Progress(what: "deployment \(asked.name)", in: session)
        while true {
            let details = try await open.call(DeploymentRoutes.wait, parts, query: ["seconds": "1"])
            let state = details.deployment.provisioningState
            guard state.isOngoing else {
                progress.end(state.rawValue)
                if state != .succeeded { throw failure(of: details) }
                return details
            }
            progress.show(details.phases.last?.name ?? details.deployment.reason ?? state.rawValue)
        }
    }

    /// Tells all a person needs to repair it, and returns the sentence that ends it.
    private func failure(of details: DeploymentDetails) -> AtelierError {
        let deployment = details.deployment
        if let diagnosis = details.diagnosis {
            tell(diagnosis.traceback.map { $0.split(separator: "\n").map(String.init) } ?? diagnosis.logTail, as: nil)
            tell(diagnosis.modelTree, as: "AZUREML_MODEL_DIR holds")
        }
        let logs = "see 'atelier online-deployment get-logs --endpoint-name \(deployment.endpoint) "
            + "--name \(deployment.name)'"
        return AtelierError(
            .invalidState,
            "the deployment '\(deployment.name)' failed: "
                + (details.diagnosis?.summary ?? deployment.reason ?? "it never became ready"),
            hint: details.diagnosis?.hint.map { "\($0); \(logs)" } ?? logs)
    }

    private func tell(_ lines: [String], as heading: String?) {
        guard !lines.isEmpty else { return }
        if let heading { session.console.say(heading) }
        for line in lines { session.console.say("  | \(line)") }
    }
}
