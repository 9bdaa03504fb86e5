package import Domain
package import Store

/// What the traffic rules need to know of a deployment.
package struct DeploymentStanding: Sendable, Hashable {
    package let name: DeploymentName
    package let state: ProvisioningState
    /// A version of it was ready: it can answer, even while an update runs or after one failed.
    package let canServe: Bool

    package init(name: DeploymentName, state: ProvisioningState, canServe: Bool) {
        self.name = name
        self.state = state
        self.canServe = canServe
    }

    package init(_ record: DeploymentRecord) {
        self.init(
            name: record.deployment.name, state: record.deployment.provisioningState,
            canServe: record.serving != nil && record.deployment.provisioningState != .deleting)
    }
}
