package import Domain

/// What happens to a deployment as a whole.
package enum DeploymentEvent: Sendable, CaseIterable {
    case create, update, scale, ready, failed, delete
}

/// Which provisioning state follows which: Azure's states, one switch, and a sentence for what is refused.
package enum DeploymentStateMachine {
    /// The state after `event`; nil is a deployment that does not exist yet. Throws `conflict` while another change
    /// runs, `alreadyExists` or `invalidState` for what makes no sense.
    package static func state(
        after event: DeploymentEvent, from state: ProvisioningState?, of deployment: DeploymentName
    ) throws -> ProvisioningState {
        switch (state, event) {
        case (nil, .create), (.failed, .create), (.canceled, .create): .creating
        case (.succeeded, .update), (.failed, .update), (.canceled, .update): .updating
        case (.succeeded, .scale): .scaling
        case (.creating, .ready), (.updating, .ready), (.scaling, .ready): .succeeded
        case (.creating, .failed), (.updating, .failed), (.scaling, .failed): .failed
        // The version in service could not be started again, and later it could.
        case (.succeeded, .failed): .failed
        case (.failed, .ready): .succeeded
        case (.creating, .delete), (.updating, .delete), (.scaling, .delete), (.succeeded, .delete),
            (.failed, .delete), (.canceled, .delete):
            .deleting
        case (.succeeded, .create):
            throw AtelierError(
                .alreadyExists, "deployment \(deployment) exists already",
                hint: "change it with 'atelier online-deployment update'")
        case (.creating, .create), (.creating, .update), (.creating, .scale):
            throw busy(deployment, "is being created")
        case (.updating, .create), (.updating, .update), (.updating, .scale):
            throw busy(deployment, "is being updated")
        case (.scaling, .create), (.scaling, .update), (.scaling, .scale):
            throw busy(deployment, "is being scaled")
        case (.deleting, .create), (.deleting, .update), (.deleting, .scale), (.deleting, .delete):
            throw busy(deployment, "is being deleted")
        case (nil, .update), (nil, .scale), (nil, .delete), (nil, .ready), (nil, .failed), (.failed, .scale),
            (.canceled, .scale), (.succeeded, .ready), (.failed, .failed), (.canceled, .ready),
            (.canceled, .failed), (.deleting, .ready), (.deleting, .failed):
            throw AtelierError(
                .invalidState, "deployment \(deployment) is \(state?.rawValue ?? "not there"), so it cannot \(event)",
                hint: "see 'atelier online-deployment show'")
        }
    }

    private static func busy(_ deployment: DeploymentName, _ what: String) -> AtelierError {
        AtelierError(
            .conflict, "deployment \(deployment) \(what); one change at a time",
            hint: "wait for it, or delete the deployment to give it up")
    }
}

extension DeploymentEvent: CustomStringConvertible {
    package var description: String {
        switch self {
        case .create: "be created"
        case .update: "be updated"
        case .scale: "be scaled"
        case .ready: "become ready"
        case .failed: "fail"
        case .delete: "be deleted"
        }
    }
}
