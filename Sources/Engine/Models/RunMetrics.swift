package import Domain

/// The newest value of each metric of a run: what a model's lineage keeps.
package protocol RunMetrics: Sendable {
    func latestMetrics(of job: JobName) async throws -> [String: Double]
}
