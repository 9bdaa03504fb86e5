import Domain
package import Terminal

extension MetricsPane {
    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let tiles = tiles(in: rect, context)
        guard !tiles.isEmpty else {
            surface.note(absence(context), in: rect, context)
            return
        }
        for tile in tiles { draw(tile, on: &surface, context) }
    }

    private func absence(_ context: PaneContext) -> String {
        let keymap = context.keymap
        if runs.isEmpty {
            return context.subject.runs == nil
                ? "select a job to see its metrics" : "no run is left: \(keymap.way(to: "run.show"))"
        }
        return metrics(context).isEmpty
            ? "no metrics logged yet" : "every metric is hidden: \(keymap.way(to: "chart.metrics")) chooses some"
    }

    private func draw(_ tile: Tile, on surface: inout Surface, _ context: PaneContext) {
        let (head, body) = Self.parts(of: tile.rect)
        var x = head.x
        for (text, style) in heading(of: tile, context) where x < head.maxX {
            x += surface.put(
                text.fitted(to: head.maxX - x, glyphs: context.glyphs), x: x, y: head.y, style: style,
                width: head.maxX - x)
        }
        tile.chart.draw(
            on: &surface, in: body,
            styles: LineChart.Styles(
                axis: context.theme[.chartAxis], label: context.theme[.chartLabel],
                crosshair: context.theme[.chartCrosshair],
                series: runs.map { context.theme.series(isComparing(context) ? $0.number : tile.index) }))
    }

    private func isComparing(_ context: PaneContext) -> Bool { context.subject.runs != nil }

    /// The metric and where each run is with it: at the crosshair, else at its end.
    private func heading(of tile: Tile, _ context: PaneContext) -> [(String, Style)] {
        let values = values(of: tile)
        guard isComparing(context) else {
            let value = values.first?.map(MetricText.short) ?? "nan"
            return [("\(tile.metric.neutralised) \(value)", context.theme[.textStrong])]
        }
        return [(tile.metric.neutralised, context.theme[.textStrong])] + zip(runs, values).map { run, value in
            ("  \(run.letter) \(value.map(MetricText.short) ?? "-")", context.theme.series(run.number))
        }
    }

    private func values(of tile: Tile) -> [Double?] {
        if let crosshair = view.crosshair { return tile.chart.values(at: crosshair).map { $0?.value } }
        return tile.chart.series.map { series in
            series.samples.last { $0.y?.isFinite ?? false }?.y
        }
    }

    /// All that the crosshair stands on, in one line; nil without a crosshair.
    func reading(_ context: PaneContext) -> String? {
        guard let crosshair = view.crosshair else { return nil }
        let tiles = tiles(in: context.inside, context)
        let place = view.axis.text(of: crosshair)
        guard isComparing(context), let tile = tiles.first else {
            let standing = tiles.map { "\($0.metric.neutralised) \(values(of: $0).first?.map(MetricText.short) ?? "-")" }
            return ([place + ":"] + standing).joined(separator: "  ")
        }
        let known = zip(runs, values(of: tile)).compactMap { run, value in value.map { (run.letter, $0) } }
        let standing = known.map { "\($0) \(MetricText.short($1))" }.joined(separator: "  ")
        guard let low = known.min(by: { $0.1 < $1.1 }), let high = known.max(by: { $0.1 < $1.1 }), known.count > 1
        else { return "\(tile.metric.neutralised) at \(place):  \(standing)" }
        return "\(tile.metric.neutralised) at \(place):  \(standing)   lowest \(low.0), highest \(high.0)"
    }
}
