package import Domain

/// The metric histories of one job.
package struct MetricBook: Sendable, Hashable {
    package private(set) var series: [String: [ChartPoint]] = [:]

    package init() {}

    package var keys: [String] { series.keys.sorted() }

    package mutating func take(_ news: MetricSeries) {
        if news.isWhole {
            series[news.key] = news.points
        } else {
            series[news.key, default: []].append(contentsOf: news.points)
        }
    }
}
