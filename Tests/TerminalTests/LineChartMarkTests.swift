import Terminal
import Testing

/// Points of their own, and labels that a caller lays out.
struct LineChartMarkTests {
    private func drawn(_ width: Int, _ height: Int, _ chart: LineChart) -> [String] {
        var surface = Surface(Size(width: width, height: height))
        chart.draw(on: &surface, in: Rect(surface.size), styles: .init())
        return surface.lines
    }

    private let marks: [LineChart.Mark] = [
        .init(x: 0, y: 0), .init(x: 10, y: 10, sign: .best), .init(x: 5, y: 5, sign: .selected), .init(x: 5, y: 5, sign: .open),
    ]

    @Test func marksStandWhereTheyBelong() {
        let lines = drawn(24, 7, LineChart(series: [], marks: marks))
        #expect(lines[0].hasSuffix("★") && lines[4].contains("┤●") && lines[2].contains("◉"))
        #expect(!lines.joined().contains("○"), "the selected one covers what stands in its place")
        let plain = drawn(24, 7, LineChart(series: [], marks: marks, options: .init(glyphs: .ascii)))
        #expect(plain[0].hasSuffix("*") && plain[4].contains("+o") && plain[2].contains("@"))
        #expect(plain.joined().unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test func whatLiesBeyondTheAxisSaysSo() {
        let chart = LineChart(series: [], marks: marks, options: .init(yRange: 4...6))
        let lines = drawn(24, 7, chart)
        #expect(lines[0].hasSuffix("▴") && lines[4].contains("▾") && lines[2].contains("◉"))
    }

    @Test func labelsStandBelowTheirPlaces() {
        var options = LineChart.Options(xRange: -0.5...2.5)
        options.xTicks = ["low", "middle", "high"].enumerated().map { .init(value: Double($0.offset), text: $0.element) }
        let marks = [LineChart.Mark(x: 1, y: 1)]
        let wide = drawn(40, 7, LineChart(series: [], marks: marks, options: options))
        #expect(wide[6].contains("low") && wide[6].contains("middle") && wide[6].contains("high"))
        options.xTicks = ["ExtremeRandomTrees", "LogisticRegression", "XGBoost"].enumerated().map { .init(value: Double($0.offset), text: $0.element) }
        let narrow = drawn(40, 7, LineChart(series: [], marks: marks, options: options))
        #expect(narrow[6].contains("ExtremeRa") && narrow[6].contains("Logis") && narrow[6].contains("XGB"), "\(narrow[6])")
    }

    @Test func nothingIsNeededToDraw() {
        for width in [0, 1, 7, 8, 20] {
            for height in [0, 1, 3, 4, 5] {
                _ = drawn(width, height, LineChart(series: [], marks: marks))
                _ = drawn(width, height, LineChart(series: [], marks: [.init(x: .nan, y: .infinity)]))
            }
        }
    }
}
