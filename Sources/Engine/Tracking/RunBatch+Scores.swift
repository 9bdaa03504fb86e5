import Domain
import FoundationEssentials

extension RunBatch {
    /// A point of each metric, as told at once.
    init(scores: [String: Double], step: Int = 0, at time: Date) {
        let now = Int64(time.timeIntervalSince1970 * 1000)
        let metrics = scores.sorted { $0.key < $1.key }.map { name, score in
            LoggedMetric(Metric(name, MetricPoint(step: Int64(step), timestamp: now, value: score)))
        }
        self.init(metrics: metrics)
    }
}
