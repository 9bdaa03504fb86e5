/// The program that every Python worker runs. It needs CPython 3.7 or later and nothing installed.
package enum WorkerScript {
    /// Its text, to be written to a file that `DeploymentPlan.workerScript` names.
    package static var text: String { String(decoding: PackageResources.worker_py, as: UTF8.self) }
}
