/// Where everything lies under `ATELIER_HOME`. Pure: makes paths, touches nothing.
package struct HomeLayout: Sendable, Hashable {
    /// An absolute path without a trailing slash.
    package let root: String

    package init(root: String) {
        self.root = root
    }

    package var database: String { root + "/atelier.sqlite" }
    package var lock: String { root + "/engine.lock" }
    package var engineLog: String { root + "/engine.log" }
    package var studioLog: String { root + "/studio.log" }
    package var screenshots: String { root + "/screenshots" }
    package var ports: String { root + "/ports.json" }
    package var secrets: String { root + "/secrets" }
    package var tools: String { root + "/tools" }
    package var environments: String { root + "/environments" }
    package var runtimes: String { root + "/runtimes" }
    package var snapshots: String { root + "/snapshots" }
    package var cache: String { root + "/cache" }

    package func environment(_ key: ContentHash) -> String { "\(environments)/\(key.rawValue)" }
    package func runtime(_ name: RuntimeName, version: String) -> String { "\(runtimes)/\(name.rawValue)/\(version)" }
    package func snapshot(_ hash: ContentHash) -> String { "\(snapshots)/\(hash.rawValue)" }
    package func workspace(_ name: WorkspaceName) -> String { "\(root)/workspaces/\(name)" }
    package func job(_ name: JobName, in workspace: WorkspaceName) -> JobLayout {
        JobLayout(root: "\(self.workspace(workspace))/jobs/\(name)")
    }
    package func model(_ name: ModelName, version: String, in workspace: WorkspaceName) -> String {
        "\(self.workspace(workspace))/models/\(name)/\(version)"
    }
    package func datastore(_ name: DatastoreName, in workspace: WorkspaceName) -> String {
        "\(self.workspace(workspace))/datastores/\(name)"
    }
    package func endpoint(_ name: EndpointName, in workspace: WorkspaceName) -> String {
        "\(self.workspace(workspace))/endpoints/\(name)"
    }
    package func deployment(
        _ name: DeploymentName, of endpoint: EndpointName, in workspace: WorkspaceName
    ) -> String {
        "\(self.endpoint(endpoint, in: workspace))/\(name)"
    }
}

/// The folder of one job. `work` is the command's working folder; everything below `artifacts` is the default output
/// (`azureml://jobs/J/outputs/artifacts/paths/…`).
package struct JobLayout: Sendable, Hashable {
    package let root: String

    package init(root: String) {
        self.root = root
    }

    /// The writable copy of the code, and the command's working folder.
    package var work: String { root + "/work" }
    package var artifacts: String { root + "/artifacts" }
    package var outputs: String { artifacts + "/outputs" }
    package var logs: String { artifacts + "/logs" }
    package var userLog: String { artifacts + "/user_logs/std_log.txt" }
    package var systemLog: String { artifacts + "/system_logs/atelier.log" }
    package var inputs: String { root + "/inputs" }
    /// Written by the runner when it starts: pid, group, start time, boot id.
    package var runnerRecord: String { root + "/runner.json" }
    /// Written by the runner when the command ended: exit code or signal, times.
    package var exitRecord: String { root + "/exit.json" }
}
