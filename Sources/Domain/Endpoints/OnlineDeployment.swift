/// A model, its code and its environment, served by worker processes behind an endpoint.
package struct OnlineDeployment: Codable, Sendable {
    package let workspace: WorkspaceName
    package var spec: OnlineDeploymentSpec
    package var provisioningState: ProvisioningState
    /// Why the deployment is where it is, in words for a person.
    package var reason: String?
    /// The model version that `spec.model` meant when the deployment was made.
    package var model: AssetReference?
    package var code: ContentHash?
    package var environment: ContentHash?
    /// What answers for it: `python`, `native` for the engine's own evaluator, or a library with its version, `xgboost 3.2.0`.
    package var servedBy: String?
    package var warnings: [String]
    package var creation: CreationContext

    package var name: DeploymentName { spec.name }
    package var endpoint: EndpointName { spec.endpoint }

    package init(
        workspace: WorkspaceName, spec: OnlineDeploymentSpec, provisioningState: ProvisioningState,
        reason: String? = nil, model: AssetReference? = nil, code: ContentHash? = nil,
        environment: ContentHash? = nil, warnings: [String] = [], creation: CreationContext
    ) {
        self.workspace = workspace
        self.spec = spec
        self.provisioningState = provisioningState
        self.reason = reason
        self.model = model
        self.code = code
        self.environment = environment
        self.warnings = warnings
        self.creation = creation
    }
}
