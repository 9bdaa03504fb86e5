import Domain
package import Terminal

/// The selected job's metrics: one chart at a time, or as many side by side as there is room for.
package struct MetricsPane: Pane {
    package let name = PaneName.metrics
    package var scope: ActionScope { .pane(.metrics) }
    private var job: JobName?
    /// The first metric shown.
    private var first = 0
    package var isLogarithmic = false
    package var smoothing = 0.0
    private var crosshair: Int?

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        guard context.subject.job != job else { return }
        job = context.subject.job
        first = 0
        crosshair = nil
    }

    private func book(_ context: PaneContext) -> MetricBook? { job.flatMap { context.data.metrics[$0] } }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let count = book(context)?.keys.count ?? 0
        let mode = [isLogarithmic ? "log" : nil, smoothing > 0 ? "smooth \(smoothing)" : nil].compactMap(\.self)
        return BoxTitles(
            name.label, trailing: mode.joined(separator: " "),
            bottom: count > 1 ? "\(first % count + 1) of \(count)" : "")
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        job.map { [.metrics($0)] } ?? []
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let book = book(context), !book.keys.isEmpty else {
            let text = job == nil ? "select a job to see its metrics" : "no metrics logged yet"
            surface.put(text, x: rect.x + 1, y: rect.y, style: context.theme[.textDim], width: rect.width - 1)
            return
        }
        let keys = book.keys
        let columns = max(1, min(keys.count, rect.width / 45))
        let rows = max(1, min((keys.count + columns - 1) / columns, rect.height / 11))
        let bands = LayoutStack(.rows, (0..<rows).map { _ in .fraction(1) }).divide(rect)
        for (row, band) in bands.enumerated() {
            let places = LayoutStack(.columns, (0..<columns).map { _ in .fraction(1) }).divide(band)
            for (column, place) in places.enumerated() where row * columns + column < keys.count {
                let key = keys[(first + row * columns + column) % keys.count]
                draw(key, book.series[key] ?? [], index: first + row * columns + column, on: &surface, in: place, context)
            }
        }
    }

    private func draw(
        _ key: String, _ points: [ChartPoint], index: Int, on surface: inout Surface, in rect: Rect,
        _ context: PaneContext
    ) {
        let last = points.last(where: { $0.value != nil })?.value.map(MetricText.short) ?? "nan"
        let (head, body) = rect.split(top: 1)
        surface.put(
            "\(key.neutralised) \(last)".fitted(to: head.width - 2, glyphs: context.glyphs), x: head.x + 1, y: head.y,
            style: context.theme[.textStrong])
        let samples = points.map { LineChart.Sample(x: Double($0.step), y: $0.value) }
        let options = LineChart.Options(
            isLogarithmic: isLogarithmic, smoothing: smoothing, crosshair: crosshair, xName: "step",
            showsLetters: false, glyphs: context.glyphs)
        LineChart(series: [LineChart.Series(letter: "a", samples: samples)], options: options).draw(
            on: &surface, in: body,
            styles: LineChart.Styles(
                axis: context.theme[.chartAxis], label: context.theme[.chartLabel],
                crosshair: context.theme[.chartCrosshair], series: [context.theme.series(index)]))
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        let count = max(1, book(context)?.keys.count ?? 1)
        switch movement {
        case .down: first = (first + 1) % count
        case .up: first = (first + count - 1) % count
        default: break
        }
    }
}
