import Terminal
import Testing

struct LineChartTests {
    private func drawn(_ width: Int, _ height: Int, _ chart: LineChart) -> [String] {
        var surface = Surface(Size(width: width, height: height))
        chart.draw(on: &surface, in: Rect(surface.size), styles: .init())
        return surface.lines
    }

    private func falling(_ letter: Character = "a", from: Double = 2) -> LineChart.Series {
        .init(letter: letter, values: (0...4_250).map { from * 100 / (100 + Double($0)) })
    }

    @Test func aLossInBraille() {
        #expect(
            drawn(40, 8, LineChart(series: [falling()], options: .init(xName: "step"))) == [
                "2.0┤⡇                                   ", "   │⢳                                   ",
                "   │⢸⡀                                  ", "   │ ⢧                                  ",
                "   │ ⠈⠳⢤⣀                               ", "0.0┤    ⠈⠉⠉⠓⠒⠒⠒⠒⠦⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤",
                "   └────────────────────────────────────", "    step 0                          4250",
            ])
    }

    @Test func aLossInSevenBits() {
        let lines = drawn(40, 8, LineChart(series: [falling()], options: .init(xName: "step", glyphs: .ascii)))
        #expect(
            lines == [
                "2.0+:                                   ", "   |:                                   ",
                "   |':                                  ", "   | :.                                 ",
                "   |  ':..                              ", "0.0+     '''''''''''':..................",
                "   `------------------------------------", "    step 0                          4250",
            ])
    }

    @Test func aLossInBlocks() {
        let lines = drawn(40, 8, LineChart(series: [falling()], options: .init(glyphs: .block)))
        #expect(lines[4] == "   │  ▀█▄▄                              ")
        #expect(lines.joined().allSatisfy { !("\u{2801}"..."\u{28FF}").contains($0) })
    }

    @Test func severalSeriesEndInTheirLetters() {
        let chart = LineChart(series: [falling(), falling("b", from: 1)], options: .init(crosshair: 1_500))
        let lines = drawn(40, 8, chart)
        #expect(lines.compactMap { $0.hasSuffix("◂a") || $0.hasSuffix("◂b") ? $0.last : nil }.sorted() == ["a", "b"])
        #expect(lines[0] == "2.0┤⡇           ┊                       ")
        #expect(!lines[5].contains("┊"))
    }

    @Test func aLineThatEndsEarlyHasItsLetterThere() {
        let short = LineChart.Series(letter: "b", values: (0...1_000).map { _ in 2 })
        let chart = LineChart(series: [falling(), short])
        #expect(drawn(40, 8, chart)[0].drop { $0 != "◂" }.hasPrefix("◂b   "))
        #expect(chart.values(at: 1_001)[1]?.value == 2)
        #expect(chart.values(at: 1_002)[1] == nil)
        #expect(chart.values(at: 3_000)[0]?.x == 3_000)
    }

    @Test func aLaterSeriesTakesTheCellsItCrosses() {
        let first = LineChart.Series(letter: "a", values: [0, 1])
        let second = LineChart.Series(letter: "b", values: [1, 0])
        let (one, other) = (Style(foreground: .palette(1)), Style(foreground: .palette(2)))
        func cells(_ series: [LineChart.Series], _ styles: [Style]) -> [Cell] {
            var surface = Surface(Size(width: 20, height: 10))
            LineChart(series: series, options: .init(yRange: 0...1, showsLetters: false))
                .draw(on: &surface, in: Rect(surface.size), styles: .init(series: styles))
            return surface.cells
        }
        let alone = cells([second], [other])
        let both = cells([first, second], [one, other])
        #expect(zip(alone, both).allSatisfy { $0.style != other || $0 == $1 })
        #expect(both.contains { $0.style == one })
    }

    @Test func spikesSurviveDecimation() {
        for place in [0, 1, 4_999, 9_999] {
            let values = (0..<10_000).map { Optional($0 == place ? 50.0 : 1.0) }
            let lines = drawn(40, 8, LineChart(series: [.init(letter: "a", values: values)], options: .init(yRange: 0...50)))
            #expect(lines[0].hasPrefix("50┤") && lines[5].hasPrefix(" 0┤"))
            #expect(lines[0].dropFirst(3).contains { $0 != " " })
        }
    }

    @Test func gapsAreGaps() {
        let values: [Double?] = [1, 1, nil, 1, 1, .nan, 1, 1]
        let lines = drawn(34, 6, LineChart(series: [.init(letter: "a", values: values)], options: .init(yRange: 0...2)))
        #expect(lines.joined().count { $0 == "∅" } == 1)
        let line = lines[1] + lines[2]
        #expect(line.split(whereSeparator: { !("\u{2801}"..."\u{28FF}").contains($0) }).count == 3)
    }

    @Test func theLogarithmOfNothingIsSkipped() {
        let chart = LineChart(
            series: [.init(letter: "a", values: [0, -1, 1, 10, 100, 1_000])], options: .init(isLogarithmic: true))
        let lines = drawn(40, 9, chart)
        #expect(lines[0].hasPrefix("1000┤"))
        #expect(lines[6].hasPrefix("   1┤"))
        #expect(chart.values(at: 0)[0]?.value == 1)
    }

    @Test func aLogarithmicAxisIsNoLongerThanItMustBe() {
        for (values, labels) in [([0.7, 0.93], ["0.5", "1"]), ([3, 4], ["2", "5"]), ([0.3, 7], ["0.1", "10"]), ([5, 5], ["5", "10"]), ([1, 1], ["0.5", "1"])] {
            let chart = LineChart(series: [.init(letter: "a", values: values)], options: .init(isLogarithmic: true))
            let lines = drawn(40, 9, chart).filter { $0.contains("┤") }.map { $0.split(separator: "┤")[0].drop { $0 == " " } }
            #expect([lines.last, lines.first] == labels.map { $0[...] })
        }
    }

    @Test func zoomShowsAPart() {
        let chart = LineChart(
            series: [.init(letter: "a", values: (0...100).map { Double($0) })], options: .init(xRange: 40...60))
        let lines = drawn(40, 8, chart)
        #expect(lines[0].hasPrefix("60┤"))
        #expect(lines[5].hasPrefix("40┤"))
        #expect(lines[7].contains("40") && lines[7].hasSuffix("60"))
        #expect(chart.values(at: 12)[0]?.x == 40)
        #expect(chart.values(at: 101)[0]?.x == 60)
        #expect(chart.values(at: 47.6)[0]?.value == 48)
        #expect(chart.values(at: 102)[0] == nil)
    }

    @Test func smoothingIsDrawnOverDimRaw() {
        var surface = Surface(Size(width: 40, height: 8))
        let chart = LineChart(
            series: [.init(letter: "a", values: (0..<40).map { $0 % 2 == 0 ? 1 : 0 })], options: .init(smoothing: 0.9))
        chart.draw(on: &surface, in: Rect(surface.size), styles: .init())
        let dim = surface.cells.count { $0.style.attributes == .dim }
        #expect(dim > 30)
        #expect(Smoothing.average([4, 4, nil, 4], weight: 0.9).allSatisfy { $0.map { ($0 - 4).magnitude < 1e-9 } ?? true })
        #expect(Smoothing.average([1, 0], weight: 0.5) == [1, 1.0 / 3])
    }

    @Test func timesAreLabelled() {
        let samples = (0...100).map { LineChart.Sample(x: Double($0) * 3 - 300, y: Double($0 % 37)) }
        let lines = drawn(80, 10, LineChart(series: [.init(letter: "a", samples: samples)], options: .init(xLabels: .secondsAgo)))
        #expect(lines[9].contains("-5m") && lines[9].hasSuffix("now"))
    }

    @Test func labelsAreNotRepeated() {
        for height in 5...40 {
            let chart = LineChart(series: [.init(letter: "a", values: [0.1, 0.1004])])
            let labels = drawn(60, height, chart).filter { $0.contains("┤") }.map { $0.prefix { $0 != "┤" } }
            #expect(labels.count >= 2 && Set(labels).count == labels.count)
        }
    }

    @Test(arguments: [
        (0.0, "0"), (4.25, "4.25"), (1e-7, "1e-7"), (123_456_789, "1.23e8"), (-0.5, "-0.5"), (1e300, "1e300"),
        (0.000_123_4, "0.000123"), (9.999e9, "1e10"), (.infinity, "inf"), (.leastNonzeroMagnitude, "4.94e-324"), (1_000, "1000"),
    ])
    func numbersAreShort(_ value: Double, _ text: String) {
        #expect(ChartNumber.short(value) == text)
    }

    @Test(arguments: GlyphSet.allCases)
    func nothingTrapsAtAnySize(_ glyphs: GlyphSet) {
        let least = Double.leastNonzeroMagnitude
        let extremes: [Double?] = [0, nil, .nan, .infinity, -.infinity, 1e308, -1e308, least, 1, 1, -1e-300]
        let all: [[Double?]] = [[], [nil], [.nan], [7], [0, 0], extremes, [1e308, -1e308], [least, least * 2], [1e15, 1e15 + 1]]
        let back = LineChart.Series(letter: "日", samples: [.init(x: 5, y: 1), .init(x: 1, y: 2), .init(x: .nan, y: 3)])
        for (width, height) in [(0, 0), (1, 1), (2, 2), (3, 4), (8, 5), (9, 40), (40, 3), (80, 24), (500, 200)] {
            for values in all where width < 100 || values.count > 5 {
                for isLogarithmic in [false, true] {
                    for range in [nil, 0...0, -1e308...1e308, 3.5...3.6] as [ClosedRange<Double>?] {
                        let chart = LineChart(
                            series: [.init(letter: "a", values: values), back],
                            options: .init(
                                xRange: range, yRange: range, isLogarithmic: isLogarithmic, smoothing: 0.6, crosshair: 3,
                                xLabels: width % 2 == 0 ? .elapsed : .secondsAgo, glyphs: glyphs))
                        #expect(drawn(width, height, chart).allSatisfy { $0.cellWidth == width })
                        _ = chart.values(at: 2)
                    }
                }
            }
        }
    }
}
