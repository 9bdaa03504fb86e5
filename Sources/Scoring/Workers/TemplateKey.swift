import Domain

/// What workers must have in common to come from one template: the interpreter, and every variable that a package may
/// look at while it is imported. Those that only tell a script about its deployment do not count.
struct TemplateKey: Hashable {
    private static let ofDeployment: Set<String> = [
        "AML_APP_ROOT", "AZUREML_ENTRY_SCRIPT", "AZUREML_MODEL_DIR", "SERVICE_NAME", "SERVICE_VERSION",
        "SERVICE_PATH_PREFIX", "WORKER_COUNT", "SCORING_TIMEOUT_MS",
    ]

    let python: String
    let workerScript: String
    let environment: [String: String]

    init(_ plan: DeploymentPlan, environment: [String: String]) {
        python = plan.python
        workerScript = plan.workerScript
        self.environment = environment.filter { !Self.ofDeployment.contains($0.key) }
    }
}
