import Terminal

/// What a chart's x axis counts.
package enum ChartAxis: String, Sendable, Hashable {
    case step
    /// Seconds since the run's first measurement.
    case time
    /// As the run logged it, in a metric of that name.
    case epoch

    var labels: LineChart.LabelStyle { self == .time ? .elapsed : .number }

    /// `step 2500`, `time 03:20`
    func text(of x: Double) -> String {
        "\(rawValue) " + (self == .time ? TimeText.duration(x) : MetricText.short(x))
    }
}
