import Terminal
import Testing

struct WidgetTests {
    private func drawn(_ width: Int, _ height: Int = 1, _ draw: (inout Surface) -> Void) -> [String] {
        var surface = Surface(Size(width: width, height: height))
        draw(&surface)
        return surface.lines
    }

    @Test(arguments: [
        (0.97, 6, "██████"), (0.64, 6, "████░░"), (0.38, 6, "██░░░░"), (0.02, 10, "░░░░░░░░░░"), (-1, 3, "░░░"),
        (7, 3, "███"), (.nan, 3, "░░░"), (.infinity, 2, "██"), (nil, 2, "░░"), (0.5, 0, ""), (0.5, -4, ""),
    ])
    func gauges(_ share: Double?, _ width: Int, _ text: String) {
        #expect(Gauge(share).text(width: width) == text)
    }

    @Test func gaugesInSevenBits() {
        #expect(Gauge(0.64, glyphs: .ascii).text(width: 6) == "####--")
    }

    @Test func gaugesHaveTwoStyles() {
        var surface = Surface(Size(width: 4, height: 1))
        Gauge(0.5).draw(on: &surface, x: 0, y: 0, width: 4, style: Style(attributes: .bold), rest: .plain)
        #expect(surface.lines == ["██░░"])
        #expect(surface.row(0).map(\.style.attributes) == [.bold, .bold, [], []])
    }

    @Test(arguments: [(0.05, "  5%"), (1, "100%"), (0.999, " 99%"), (0.001, "  1%"), (0, "  0%"), (nil, "  -%")])
    func percentages(_ share: Double?, _ text: String) {
        #expect(ProgressBar(share).percentage == text)
    }

    @Test func progressBars() {
        let bar = ProgressBar(0.25)
        #expect(drawn(13) { bar.draw(on: &$0, x: 0, y: 0, width: 13, style: .plain, rest: .plain, label: .plain) }
            == ["██░░░░░░  25%"])
        #expect(drawn(4) { bar.draw(on: &$0, x: 0, y: 0, width: 4, style: .plain, rest: .plain, label: .plain) } == ["█░░░"])
    }

    @Test(arguments: [
        (0.1, GlyphSet.unicode, "B▓▓▓▓▓░G"), (0.01, .unicode, "B▓▓▓▓▓░G"), (0.99, .unicode, "B▓░░░░░G"),
        (0, .unicode, "B▓▓▓▓▓▓G"), (1, .unicode, "B░░░░░░G"), (0.5, .ascii, "B===---G"), (.nan, .ascii, "B======G"),
    ])
    func trafficOfACanaryIsSeen(_ green: Double, _ glyphs: GlyphSet, _ text: String) {
        let bar = TrafficBar(green: green, glyphs: glyphs)
        #expect(drawn(8) { bar.draw(on: &$0, x: 0, y: 0, width: 8, blue: .plain, green: .plain) } == [text])
    }

    @Test func sparklines() {
        #expect(Sparkline([0, 1, 2, 3, 4, 5, 6, 7]).text(width: 8) == "▁▂▃▄▅▆▇█")
        #expect(Sparkline([0, 1, 2, 3, 4], glyphs: .ascii).text(width: 7) == "  _.-=#")
        #expect(Sparkline([1, nil, .nan, 2]).text(width: 4) == "▁  █")
        #expect(Sparkline([5, 5]).text(width: 2) == "▅▅")
        #expect(Sparkline([0, 0]).text(width: 2) == "▁▁")
        #expect(Sparkline([50], range: 0...100).text(width: 1) == "▅")
        #expect(Sparkline([0, 0, 9, 0, 0, 0, 0, 0]).text(width: 4) == "▁█▁▁")
        #expect(Sparkline([]).text(width: 3) == "   ")
        #expect(Sparkline([1], range: -.infinity ... .infinity).text(width: 1).count == 1)
        #expect(Sparkline([-1e308, 1e308]).text(width: 2) == "▁█")
    }

    @Test func heatMaps() {
        let map = HeatMap([.init("gpu0", [0, 0.2, 0.5, 0.75, 1]), .init("c", [nil, .nan, 0.01])])
        #expect(drawn(11, 2) { map.draw(on: &$0, in: Rect($0.size), label: .plain) { _ in .plain } }
            == ["gpu0   ░▒▓█", "c         ░"])
        #expect(HeatMap([], glyphs: .ascii).text(of: .init("", [0, 0.2, 0.5, 0.75, 1]), width: 5) == " .:*#")
    }

    @Test func scrollbarsAreMaps() {
        let map = ScrollMap(
            total: 100, first: 90, visible: 10,
            marks: [.init(.error, line: 15), .init(.hit, line: 12), .init(.hit, line: 41), .init(.bookmark, line: 60)])
        #expect(map.thumb(height: 10) == 9..<10)
        #expect(drawn(1, 10) { map.draw(on: &$0, x: 0, y: 0, height: 10, styles: .init()) }
            == ["│", "!", "│", "│", "◂", "│", "▸", "│", "│", "█"])
        var plain = map
        plain.glyphs = .ascii
        #expect(drawn(1, 10) { plain.draw(on: &$0, x: 0, y: 0, height: 10, styles: .init()) }.joined() == "|!||<|>||#")
        #expect(ScrollMap(total: 5, first: 0, visible: 9).thumb(height: 9).isEmpty)
        #expect(map.line(at: 9, height: 10) == 90)
        #expect(map.line(at: 0, height: 10) == 0)
    }

    @Test func theThumbReachesBothEnds() {
        for total in [2, 11, 97, 1_000_003] {
            for height in 1...40 {
                let visible = min(height, total - 1)
                let top = ScrollMap(total: total, first: 0, visible: visible).thumb(height: height)
                let bottom = ScrollMap(total: total, first: total - visible, visible: visible).thumb(height: height)
                #expect(top.lowerBound == 0 && !top.isEmpty)
                #expect(bottom.upperBound == height)
            }
        }
    }

    @Test(arguments: GlyphSet.allCases)
    func nothingTrapsAtAnySize(_ glyphs: GlyphSet) {
        let values: [Double?] = [nil, .nan, -.infinity, .infinity, 0, -3, 1e300, 0.5]
        for width in [-3, 0, 1, 2, 3, 4, 7, 8, 9, 30, 500] {
            for height in [-1, 0, 1, 2, 60] {
                var surface = Surface(Size(width: min(width, 20), height: height))
                for value in values {
                    Gauge(value, glyphs: glyphs).draw(on: &surface, x: -1, y: 0, width: width, style: .plain)
                    ProgressBar(value, glyphs: glyphs)
                        .draw(on: &surface, x: 1, y: 0, width: width, style: .plain, rest: .plain, label: .plain)
                    TrafficBar(green: value ?? 0, glyphs: glyphs)
                        .draw(on: &surface, x: 0, y: 1, width: width, blue: .plain, green: .plain)
                }
                Sparkline(values, glyphs: glyphs).draw(on: &surface, x: 0, y: 0, width: width, style: .plain)
                let rect = Rect(x: -2, y: 0, width: width, height: height)
                HeatMap([.init("日本", values), .init("", [])], glyphs: glyphs)
                    .draw(on: &surface, in: rect, label: .plain) { _ in .plain }
                for total in [-1, 0, 1, 5, Int.max / 4] {
                    ScrollMap(
                        total: total, first: -7, visible: height, marks: [.init(.hit, line: -1), .init(.hit, line: 4)],
                        glyphs: glyphs
                    ).draw(on: &surface, x: 3, y: 0, height: height, styles: .init())
                }
                #expect(surface.lines.allSatisfy { $0.cellWidth == max(0, min(width, 20)) })
            }
        }
    }
}
