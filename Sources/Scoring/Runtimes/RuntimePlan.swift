/// How a deployment answers.
package enum RuntimePlan: Sendable, Hashable {
    /// Python worker processes run a script.
    case workers(DeploymentPlan)
    /// Threads of the engine evaluate the model.
    case native(NativePlan)
}
