import Domain
import Testing

@Suite struct MetricThinnerTests {
    private func thinned(_ values: [Double], to limit: Int) -> [MetricPoint] {
        var thinner = MetricThinner(total: values.count, limit: limit, hasGaps: values.contains(where: \.isNaN))
        for (step, value) in values.enumerated() {
            thinner.add(MetricPoint(step: Int64(step), timestamp: Int64(step), value: value))
        }
        return thinner.finish()
    }

    @Test func spikesSurvive() {
        var values = (0..<10_000).map { Double($0 % 7) }
        values[5_003] = 1e9
        values[5_004] = -1e9
        let points = thinned(values, to: 50)
        #expect(points.count <= 50)
        #expect(points.contains { $0.step == 5_003 && $0.value == 1e9 })
        #expect(points.contains { $0.step == 5_004 && $0.value == -1e9 })
        #expect(points.first?.step == 0 && points.last?.step == 9_999)
        #expect(points.map(\.step) == points.map(\.step).sorted())
        #expect(Set(points.map(\.step)).count == points.count)
    }

    @Test func gapsSurvive() {
        var values = (0..<10_000).map { Double($0) }
        for index in 4_000..<6_000 { values[index] = .nan }
        let points = thinned(values, to: 50)
        #expect(points.count <= 50)
        let gaps = points.filter(\.isNaN).map(\.step)
        #expect(gaps.first == 4_000 && gaps.count > 1)
        #expect(points.filter { !$0.isNaN }.allSatisfy { $0.value == Double($0.step) })
    }

    @Test(arguments: [1, 2, 3, 11])
    func aFewPointsAreNoTrouble(count: Int) {
        let points = thinned((0..<count).map(Double.init), to: 10)
        #expect(points.count <= 10 && points.last?.step == Int64(count - 1))
    }
}
