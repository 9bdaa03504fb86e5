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

    /// With the points of a part in place of those that stand for them here.
    func with(_ closeUp: CloseUp) -> MetricBook {
        var book = self
        for (key, points) in closeUp.points {
            guard let first = points.first?.step, let last = points.last?.step, let known = series[key] else { continue }
            book.series[key] = known.filter { $0.step < first } + points + known.filter { $0.step > last }
        }
        return book
    }
}
