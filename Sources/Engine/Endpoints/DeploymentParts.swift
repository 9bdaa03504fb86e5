import Domain
import Store

/// What a new version of a deployment is made of that the one before it had already: the version of its model, its code
/// by content, its environment as it was built. What their names and paths mean by now does not count.
struct DeploymentParts {
    /// Names the model's version where it is kept.
    private(set) var spec: OnlineDeploymentSpec
    private(set) var code: ContentHash?
    private(set) var environment: ContentHash?
    /// The interpreter of the environment.
    private(set) var python: String?

    /// Nothing is kept of a part that the spec names otherwise than before, or that was never made.
    init(of asked: OnlineDeploymentSpec, keptFrom old: DeploymentRecord?) {
        spec = asked
        // They go with the change that sends them.
        spec.rollout?.goldenRequests = []
        guard let old else { return }
        // The last one asked for may have failed half-way; what serves was made whole.
        let made = [old.deployment, old.serving?.deployment].compactMap(\.self)
        if let model = made.first(where: { $0.spec.model == asked.model && $0.model != nil })?.model {
            spec.model = .registered(model)
        }
        code = made.first { $0.spec.code?.code == asked.code?.code && $0.code != nil }?.code
        if let serving = old.serving, serving.deployment.spec.environment == asked.environment {
            environment = serving.deployment.environment
            python = serving.python
        }
    }
}
