import Domain
@testable import Studio
import Terminal
import Testing

/// A run's history along each of the axes.
struct MetricBookTests {
    private static func book(_ series: [String: [(step: Int64, value: Double?)]]) -> MetricBook {
        var book = MetricBook()
        for (key, points) in series {
            book.take(
                MetricSeries(
                    key: key,
                    points: points.map { ChartPoint(step: $0.step, timestamp: 5000 + $0.step * 500, value: $0.value) },
                    isWhole: true))
        }
        return book
    }

    @Test func byStepAndByTime() {
        let book = Self.book(["loss": [(2, 1), (4, nil), (6, 3)], "early": [(0, 9)]])
        #expect(book.samples(of: "loss", by: .step).map(\.x) == [2, 4, 6])
        #expect(book.samples(of: "loss", by: .time).map(\.x) == [1, 2, 3])
        #expect(book.samples(of: "loss", by: .step)[1].y?.isNaN == true)
        #expect(book.samples(of: "nothing", by: .step).isEmpty)
        #expect(!book.hasEpochs)
        #expect(book.samples(of: "loss", by: .epoch).isEmpty)
    }

    @Test func byEpochWhereTheRunLoggedOne() {
        let book = Self.book(["epoch": [(10, 1), (20, 2), (40, 3)], "loss": [(5, 0), (10, 1), (15, 2), (30, 3), (50, 4), (20, 5)]])
        #expect(book.hasEpochs)
        #expect(book.charts == ["loss"])
        let samples = book.samples(of: "loss", by: .epoch)
        #expect(samples.map(\.x) == [1, 1.5, 2.5, 3, 2])
        #expect(samples.map(\.y) == [1, 2, 3, 4, 5])
    }
}
