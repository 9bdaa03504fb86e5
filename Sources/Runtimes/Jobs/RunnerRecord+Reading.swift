package import Domain

extension RunnerRecord {
    /// What the latest start of a job left; nil when none did, or it cannot be read.
    package static func latest(in layout: JobLayout) -> RunnerRecord? {
        try? RunnerFiles(layout: layout, attempt: "").latestRunnerRecord()
    }
}
