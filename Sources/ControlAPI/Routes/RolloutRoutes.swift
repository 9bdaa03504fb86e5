package import Domain

package enum RolloutRoutes {
    private static let one = "/v1/workspaces/{workspace}/online-endpoints/{endpoint}/rollout"

    /// The rollout that runs, or the last one; `notFound` when there was none.
    package static let show = ControlRoute<Nothing, RolloutReport>(.get, one)
    /// Answers at once, while the golden requests are on their way. `conflict` while another rollout runs,
    /// `invalidState` where nobody is to be compared with.
    package static let start = ControlRoute<RolloutStart, RolloutReport>(.post, one)
    /// `invalidState` for what makes no sense now.
    package static let change = ControlRoute<RolloutChange, RolloutReport>(.patch, one)
    /// A `RolloutReport` as JSON line; with `follow=true` another one whenever something is new, until the rollout is over.
    package static let feed = ControlRoute<Nothing, Nothing>(.get, one + "/feed")
}

package struct RolloutStart: Codable, Sendable {
    package let deployment: DeploymentName
    package let spec: RolloutSpec

    package init(deployment: DeploymentName, spec: RolloutSpec) {
        self.deployment = deployment
        self.spec = spec
    }
}

package struct RolloutChange: Codable, Sendable {
    package let action: RolloutAction
    /// Whose rollout is meant: `conflict` when another deployment's runs. Nil is whichever runs.
    package let deployment: DeploymentName?

    package init(_ action: RolloutAction, of deployment: DeploymentName? = nil) {
        self.action = action
        self.deployment = deployment
    }
}
