/// Why a deployment failed, with all a person needs to repair it without asking again.
package struct DeploymentDiagnosis: Codable, Sendable, Hashable {
    /// One sentence, e.g. `init() of score.py raised FileNotFoundError: …`.
    package var summary: String
    /// The next step, e.g. the line to add under `pip:`.
    package var hint: String?
    /// The traceback as Python wrote it.
    package var traceback: String?
    /// What lies under AZUREML_MODEL_DIR, indented by depth.
    package var modelTree: [String]
    /// The end of the deployment's log.
    package var logTail: [String]

    package init(
        summary: String, hint: String? = nil, traceback: String? = nil, modelTree: [String] = [],
        logTail: [String] = []
    ) {
        self.summary = summary
        self.hint = hint
        self.traceback = traceback
        self.modelTree = modelTree
        self.logTail = logTail
    }
}
