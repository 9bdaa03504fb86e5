import Domain
import Store
import Testing

@Suite struct ChartTests {
    private func chart(
        _ points: [(step: Int64, timestamp: Int64, value: Double)], limit: Int
    ) async throws -> [MetricPoint] {
        let fixture = try await StoreFixture()
        try await fixture.add(StoreFixture.job("a"))
        return try await fixture.store.write { transaction in
            guard let row = try transaction.row(ofRun: "a") else { return [] }
            let metrics = points.map {
                LoggedMetric(Metric("m", MetricPoint(step: $0.step, timestamp: $0.timestamp, value: $0.value)))
            }
            try transaction.log(metrics, toRun: row)
            // The same again is nothing new.
            try transaction.log(Array(metrics.suffix(3)), toRun: row)
            let heads = try transaction.seriesHeads(ofRun: "a")
            #expect(heads.map(\.points) == [points.count])
            return try heads.first.map { try transaction.chart(of: $0, limit: limit) } ?? []
        }
    }

    /// By fine buckets, by wide ones, and point by point where steps say nothing.
    @Test(arguments: [(1, 100), (100, 10), (0, 100), (0, 100_000)] as [(Int64, Int)])
    func extremesAndGapsAreKeptToTheStep(stride: Int64, limit: Int) async throws {
        let count = 12_000
        var points = (0..<count).map { index in
            (step: Int64(index) * stride - 500, timestamp: Int64(index), value: Double(index % 13))
        }
        points[7_345].value = 1e6
        points[7_346].value = -1e6
        for index in 9_000..<9_500 { points[index].value = .nan }
        let chart = try await chart(points, limit: limit)
        #expect(chart.count <= limit)
        func has(_ index: Int) -> Bool {
            let point = points[index]
            return chart.contains(MetricPoint(step: point.step, timestamp: point.timestamp, value: point.value))
        }
        #expect(has(0) && has(7_345) && has(7_346) && has(count - 1))
        let gap = chart.first(where: \.isNaN)
        #expect(gap != nil)
        let all = Set(points.map { MetricPoint(step: $0.step, timestamp: $0.timestamp, value: $0.value) })
        #expect(all.isSuperset(of: chart))
        let sorted = chart.sorted()
        #expect(chart == sorted)
        if limit > count { #expect(chart.count == count) }
    }

    /// Where a part is long its buckets are read, and no others.
    @Test(arguments: [5_000...45_000, 5_010...5_020] as [ClosedRange<Int64>])
    func aPartIsThinnedByItself(steps: ClosedRange<Int64>) async throws {
        let fixture = try await StoreFixture()
        try await fixture.add(StoreFixture.job("a"))
        var points = (0..<60_000).map { (key: "m", step: Int64($0), value: Double($0 % 11)) }
        points[20_123].value = 500
        points[50_000].value = 900
        try await fixture.log(points, to: "a")
        let chart = try await fixture.store.read { reader in
            try reader.seriesHeads(ofRun: "a").flatMap { try reader.chart(of: $0, limit: 50, steps: steps) }
        }
        #expect(chart.count <= 50 && chart.first?.step == steps.lowerBound)
        #expect(!chart.contains { $0.value == 900 })
        #expect(chart.contains { $0.value == 500 } == steps.contains(20_123))
        if steps.count < 50 { #expect(chart.map(\.step) == Array(steps)) }
    }

    /// Numbers of series are given again: what was logged to the one before must not show up.
    @Test(arguments: [false, true]) func nothingOfADeletedRunComesBack(byWorkspace: Bool) async throws {
        let fixture = try await StoreFixture()
        try await fixture.add(StoreFixture.job("a"))
        try await fixture.log([("m", 1, 1), ("m", 2, 2)], to: "a")
        try await fixture.store.write { transaction in
            if byWorkspace {
                let workspace = try transaction.workspace(named: StoreFixture.workspace)
                try transaction.deleteWorkspace(named: StoreFixture.workspace)
                if let workspace { try transaction.save(workspace) }
            } else {
                if let run = try transaction.hideRun(of: "a") { try transaction.deleteRun(run) }
                _ = try transaction.deleteJob("a")
            }
        }
        try await fixture.add(StoreFixture.job("a"))
        try await fixture.log([("m", 7, 7)], to: "a")
        let steps = try await fixture.store.read { reader in
            try reader.seriesHeads(ofRun: "a").flatMap { try reader.chart(of: $0, limit: 10) }.map(\.step)
        }
        #expect(steps == [7])
    }

    @Test func onlyWhatIsBehindAPointIsRead() async throws {
        let fixture = try await StoreFixture()
        try await fixture.add(StoreFixture.job("a"))
        try await fixture.log([("m", 1, 1), ("m", 2, 2), ("m", 3, .nan), ("other", 9, 9)], to: "a")
        let steps = try await fixture.store.read { reader in
            let heads = try reader.seriesHeads(ofRun: "a")
            #expect(heads.map(\.key) == ["m", "other"])
            return try reader.points(
                of: heads[0], after: MetricPoint(step: 1, timestamp: 1001, value: 1), limit: 10
            ).map(\.step)
        }
        #expect(steps == [2, 3])
    }
}
