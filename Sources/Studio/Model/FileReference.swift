import ControlAPI
package import Domain

/// One file or folder of a job, as it was when it was listed.
package struct FileReference: Sendable, Hashable {
    package let job: JobName
    /// As the job's tree names it: `artifacts/metrics.json`.
    package let path: String
    package let entry: FileEntry

    package init(job: JobName, path: String, entry: FileEntry) {
        self.job = job
        self.path = path
        self.entry = entry
    }

    package var name: String { entry.name }
    package var isFolder: Bool { entry.isFolder }
    package var size: ByteCount { entry.size }

    /// As MLflow's clients name it; nil for what is no artifact.
    var address: String? {
        path.isPath(in: "artifacts") ? "runs:/\(job)\(path.dropFirst("artifacts".count))" : nil
    }

    /// Where it is on this box; nil for code, which is kept as a snapshot and not as files.
    func place(in details: JobDetails) -> String? {
        let parts = path.pathParts
        switch parts.first {
        case "artifacts": return ([details.artifacts] + parts.dropFirst()).joined(separator: "/")
        case "outputs" where parts.count > 1:
            return details.outputs[parts[1]].map { ([$0] + parts.dropFirst(2)).joined(separator: "/") }
        default: return nil
        }
    }
}
