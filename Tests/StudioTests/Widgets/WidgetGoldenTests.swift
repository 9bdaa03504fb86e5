import Domain
@testable import Studio
import Terminal
import Testing

/// A sheet of every widget, with what the program's own themes make of it at each depth of colour.
struct WidgetGoldenTests {
    @Test(arguments: [GlyphSet.unicode, .ascii]) func looksAsItDid(glyphs: GlyphSet) throws {
        let themes = ThemeCatalog(folder: nil)
        let sheets = ColourDepth.allCases.map { depth in
            let theme = themes.standard(depth: depth)
            return (depth, Self.sheet(theme, glyphs), theme[.text])
        }
        #expect(Set(sheets.map(\.1.lines)).count == 1, "colours change no text")
        try GoldenFile("widgets-\(glyphs.rawValue)").check(StyledPicture(sheets).lines)
    }

    private static func sheet(_ theme: Theme, _ glyphs: GlyphSet) -> Surface {
        var surface = Surface(Size(width: 48, height: 22), style: theme[.text])
        for (y, isFocused) in [(0, true), (3, false)] {
            var titles = BoxTitles("title", trailing: "trailing", bottom: "1 of 2")
            titles.titleStyle = theme[isFocused ? .titleFocus : .title]
            titles.trailingStyle = theme[.textDim]
            titles.bottomStyle = theme[.textDim]
            let inside = surface.box(
                Rect(x: 0, y: y, width: 40, height: 3),
                border: .frame(focused: isFocused, calm: theme.border, glyphs: glyphs),
                style: theme[isFocused ? .borderFocus : .border], titles: titles)
            Gauge(isFocused ? 0.4 : 0.95, glyphs: glyphs).draw(
                on: &surface, x: inside.x, y: inside.y, width: inside.width,
                style: theme[isFocused ? .gauge : .gaugeHigh], rest: theme[.gaugeRest])
        }
        ProgressBar(0.25, glyphs: glyphs).draw(
            on: &surface, x: 0, y: 6, width: 20, style: theme[.gauge], rest: theme[.gaugeRest], label: theme[.textDim])
        TrafficBar(green: 0.1, glyphs: glyphs).draw(
            on: &surface, x: 22, y: 6, width: 18, blue: theme[.trafficBlue], green: theme[.trafficGreen])
        Sparkline([1, 4, nil, 2, 8, 3], glyphs: glyphs).draw(on: &surface, x: 0, y: 7, width: 8, style: theme.series(0))
        HeatMap([.init("cpu0", [0, 0.2, 0.4, 0.7, 1]), .init("cpu1", [1, nil, 0.1])], glyphs: glyphs).draw(
            on: &surface, in: Rect(x: 22, y: 7, width: 18, height: 2), label: theme[.textDim]
        ) { theme[[.heat0, .heat1, .heat2, .heat3, .heat4][$0]] }
        ScrollMap(
            total: 100, first: 70, visible: 20,
            marks: [.init(.error, line: 12), .init(.hit, line: 40), .init(.bookmark, line: 95)], glyphs: glyphs
        ).draw(
            on: &surface, x: 44, y: 0, height: 22,
            styles: .init(
                track: theme[.scrollTrack], thumb: theme[.scrollThumb], error: theme[.logError], hit: theme[.match],
                bookmark: theme[.rowMarked]))
        LineChart(
            series: [
                .init(letter: "a", values: [1, 2, 4, nil, 3, 6]), .init(letter: "b", values: [6, 5, .nan, 2, 1, 1]),
            ], options: .init(crosshair: 4, glyphs: glyphs)
        ).draw(
            on: &surface, in: Rect(x: 0, y: 10, width: 42, height: 12),
            styles: .init(
                axis: theme[.chartAxis], label: theme[.chartLabel], crosshair: theme[.chartCrosshair],
                series: [theme.series(0), theme.series(1)]))
        return surface
    }
}
