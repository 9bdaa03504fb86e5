import Domain
package import Terminal

extension MetricBook {
    /// The metric that says which epoch a step belongs to.
    private static let epoch = "epoch"

    /// What there is a chart of; a metric that another axis is made of is none.
    package var charts: [String] { keys.filter { $0 != Self.epoch } }

    package var hasEpochs: Bool { series[Self.epoch]?.contains { $0.value != nil } ?? false }

    /// A metric's history along an axis.
    package func samples(of key: String, by axis: ChartAxis) -> [LineChart.Sample] {
        let points = series[key] ?? []
        switch axis {
        case .step: return points.map { LineChart.Sample(x: Double($0.step), y: $0.value ?? .nan) }
        case .time:
            let start = series.values.compactMap { $0.first?.timestamp }.min() ?? 0
            return points.map { LineChart.Sample(x: Double($0.timestamp - start) / 1000, y: $0.value ?? .nan) }
        case .epoch:
            let epochs = (series[Self.epoch] ?? []).compactMap { point in
                point.value.map { (step: Double(point.step), epoch: $0) }
            }
            var place = 0
            return points.compactMap { point in
                let step = Double(point.step)
                // Both ascend, but for a run that was taken up again.
                if place >= epochs.count || epochs[place].step > step { place = 0 }
                while place + 1 < epochs.count, epochs[place + 1].step <= step { place += 1 }
                guard place < epochs.count, epochs[place].step <= step else { return nil }
                return LineChart.Sample(x: Self.epoch(at: step, epochs[place...].prefix(2)), y: point.value ?? .nan)
            }
        }
    }

    /// Where on an axis the steps of a metric lie; on that of epochs, where those of the epochs do.
    func places(of key: String, by axis: ChartAxis) -> [(step: Int64, x: Double)] {
        switch axis {
        case .step: (series[key] ?? []).map { ($0.step, Double($0.step)) }
        case .time: zip(series[key] ?? [], samples(of: key, by: .time)).map { ($0.step, $1.x) }
        case .epoch: (series[Self.epoch] ?? []).compactMap { point in point.value.map { (point.step, $0) } }
        }
    }

    /// Evenly between two logged epochs.
    private static func epoch(at step: Double, _ around: ArraySlice<(step: Double, epoch: Double)>) -> Double {
        guard let low = around.first, let high = around.last else { return 0 }
        guard high.step > low.step else { return low.epoch }
        return low.epoch + (high.epoch - low.epoch) * (step - low.step) / (high.step - low.step)
    }
}
