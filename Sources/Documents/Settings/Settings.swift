package import Domain

/// What the owner of the box may set in `config.toml`, in its groups.
package struct Settings: Sendable, Hashable {
    /// What the command line takes when it is not told.
    package struct Defaults: Sendable, Hashable {
        package var workspace: WorkspaceName?
        package var group: ResourceGroupName?
        package var location: String?
        package var output: Output?
    }

    package struct Engine: Sendable, Hashable {
        /// How long a deployment that lost its traffic keeps its workers, so that a rollback is instant.
        package var previousDeploymentWarmSeconds = 600
        /// Whether a Python that is not on the box may be downloaded.
        package var pythonDownloads = true
        /// How many environments are built at a time.
        package var maxParallelBuilds = 2
        /// Where MLflow's clients find the engine, and where scoring requests are answered; ports of the home's own
        /// when there are none here.
        package var trackingPort: Int?
        package var scoringPort: Int?
    }

    package enum Output: String, Sendable, CaseIterable {
        case json, jsonc, yaml, yamlc, table, tsv, none
    }

    package var defaults = Defaults()
    package var engine = Engine()

    package init() {}
}
