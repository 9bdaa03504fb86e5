import ControlAPI
import Domain
import Foundation

/// The files of the running job, what is written on jobs, and jobs that are handed in.
extension SampleWorld {
    static let sampleFiles = [
        "artifacts/metrics.json": "{\"loss\": 0.412, \"epochs\": [1, 2, 3]}",
        "artifacts/predictions.csv": "id,label,score\n1,\"churn, soon\",0.93\n2,stays,0.08\n",
        "artifacts/logs/std_log.txt": "epoch 1\nepoch 2 \u{1B}[31mloss 0.5\u{1B}[0m\n",
        "artifacts/model/MLmodel": "artifact_path: model\nflavors:\n  sklearn: {}\n",
        "code/train.py": "import sklearn\n\nprint('it trains')\n",
    ]

    func entries(of folder: String) -> [FileEntry] {
        let prefix = folder.isEmpty ? "" : folder + "/"
        var found: [String: FileEntry] = [:]
        for (path, text) in files where path.hasPrefix(prefix) {
            let rest = path.dropFirst(prefix.count)
            let name = String(rest.prefix { $0 != "/" })
            let isFolder = rest.contains("/")
            found[name] = FileEntry(
                name: name, isFolder: isFolder, size: ByteCount(isFolder ? 0 : Int64(text.utf8.count)),
                modifiedAt: Self.ago(120))
        }
        return found.values.sorted { $0.name < $1.name }
    }

    mutating func edit(_ name: JobName, _ body: any Sendable) throws -> Job {
        guard let place = jobs.firstIndex(where: { $0.name == name }), let edit = body as? JobEdit else {
            throw AtelierError(.notFound, "there is no \(name)")
        }
        edits[name] = edit
        let old = jobs[place]
        jobs[place] = JobSummary(
            name: old.name, displayName: edit.displayName ?? old.displayName, experiment: old.experiment,
            status: old.status, reason: old.reason, exitCode: old.exitCode, compute: old.compute, node: old.node,
            createdAt: old.createdAt, createdBy: old.createdBy, startedAt: old.startedAt, endedAt: old.endedAt,
            isArchived: edit.isArchived ?? old.isArchived, tags: edit.tags ?? old.tags,
            queuePosition: old.queuePosition, lastMetric: old.lastMetric)
        return full(jobs[place])
    }

    mutating func submit(_ body: any Sendable) -> Job {
        let spec = body as? JobSpec
        let made = JobSummary(
            name: "new_job_n9", displayName: spec?.displayName ?? "new_job_n9", experiment: "Default", status: .queued,
            compute: spec?.compute ?? "local", createdAt: Self.now, createdBy: "ana", queuePosition: 2)
        jobs.insert(made, at: 0)
        return full(made)
    }
}
