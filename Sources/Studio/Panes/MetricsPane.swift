import Domain
package import Terminal

/// The metrics of the selected job, or of the runs that are compared: a chart at a time, or four where there is room.
package struct MetricsPane: Pane {
    package let name = PaneName.metrics
    package var scope: ActionScope { .pane(.metrics) }
    private(set) var runs: [ComparedRun] = []
    var view = ChartView()
    /// Metrics that somebody does not want to see.
    var hidden: Set<String> = []
    /// The first metric shown.
    private var first = 0

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let wanted = context.subject.runs ?? ComparedRun.runs([context.subject.job].compactMap(\.self))
        guard wanted != runs else { return }
        // Of another job everything is other; a run more or less in a comparison leaves the rest as it is.
        if Set(wanted.map(\.job)).isDisjoint(with: runs.map(\.job)) {
            first = 0
            view.showAll()
        }
        runs = wanted
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        Set(runs.map { .metrics($0.job) }).union(closeUps(context))
    }

    /// What is zoomed in on may have more points than a whole history is told with.
    private func closeUps(_ context: PaneContext) -> [Subscription] {
        guard view.isZoomed else { return [] }
        let visible = view.visible(of: whole(context))
        return zip(runs, wholeBooks(context)).compactMap { run, book in
            book.coarseSteps(in: visible, of: view.axis).map { .closeUp(run.job, steps: $0) }
        }
    }

    // MARK: What is shown

    func books(_ context: PaneContext) -> [MetricBook] {
        let whole = wholeBooks(context)
        guard view.isZoomed else { return whole }
        return zip(runs, whole).map { run, book in context.data.closeUps[run.job].map(book.with) ?? book }
    }

    /// As they are told from beginning to end.
    private func wholeBooks(_ context: PaneContext) -> [MetricBook] {
        runs.map { context.data.metrics[$0.job] ?? MetricBook() }
    }

    /// All that there is a chart of.
    func metrics(_ context: PaneContext) -> [String] { Set(books(context).flatMap(\.charts)).sorted() }

    private func shown(_ context: PaneContext) -> [String] { metrics(context).filter { !hidden.contains($0) } }

    /// Those axes that all runs have.
    func axes(_ context: PaneContext) -> [ChartAxis] {
        let books = books(context).filter { !$0.charts.isEmpty }
        return [.step, .time] + (!books.isEmpty && books.allSatisfy(\.hasEpochs) ? [.epoch] : [])
    }

    struct Tile {
        let metric: String
        /// Among all that are shown one after the other.
        let index: Int
        let rect: Rect
        let chart: LineChart
    }

    /// The charts in their places, all along the same stretch of the axis.
    func tiles(in rect: Rect, _ context: PaneContext) -> [Tile] {
        let shown = shown(context)
        let books = books(context)
        let places = Self.places(for: shown.count, in: rect, context.sizeClass)
        let charts = places.indices.map { place in
            let index = (first + place) % shown.count
            let series = zip(runs, books).map { run, book in
                LineChart.Series(letter: run.letter, samples: book.samples(of: shown[index], by: view.axis))
            }
            return (shown[index], index, places[place], LineChart(series: series))
        }
        let whole = Self.whole(charts.map(\.3))
        return charts.map { metric, index, rect, chart in
            Tile(metric: metric, index: index, rect: rect, chart: chart.looked(at: view, of: whole, context))
        }
    }

    private static func places(for count: Int, in rect: Rect, _ sizeClass: SizeClass) -> [Rect] {
        let isRoomy = sizeClass == .large
        let columns = isRoomy && count > 1 && rect.width >= 60 ? 2 : 1
        let rows = isRoomy && count > columns && rect.height >= 16 ? 2 : 1
        let places = LayoutStack(.rows, Array(repeating: .fraction(1), count: rows)).divide(rect).flatMap {
            LayoutStack(.columns, Array(repeating: .fraction(1), count: columns)).divide($0)
        }
        return Array(places.prefix(count))
    }

    private static func whole(_ charts: [LineChart]) -> ClosedRange<Double>? {
        let places = charts.flatMap(\.series).flatMap(\.samples).lazy.map(\.x)
        guard let low = places.min(), let high = places.max() else { return nil }
        return low...high
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let (all, shown) = (metrics(context).count, shown(context).count)
        let isPart = shown > Self.places(for: shown, in: context.inside, context.sizeClass).count
        let parts = [isPart ? "\(first % shown + 1) of \(shown)" : "", shown < all ? "\(all - shown) hidden" : ""]
        return BoxTitles(
            name.label, trailing: all == 0 ? "" : state(context),
            bottom: parts.filter { !$0.isEmpty }.joined(separator: ", "))
    }

    /// How the chart is looked at, as much of it as fits beside the title.
    private func state(_ context: PaneContext) -> String {
        let isLive = runs.contains { context.data.jobs[$0.job]?.status.isFinal == false }
        let point = context.glyphs == .ascii ? " . " : " · "
        return view.words(isLive: isLive, isShort: context.columns < 60).reduce("") { text, word in
            let longer = text.isEmpty ? word : text + point + word
            return longer.cellWidth <= context.columns - 16 ? longer : text
        }
    }

    // MARK: Moving

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        let count = max(1, shown(context).count)
        switch movement {
        case .down: first = (first + 1) % count
        case .up: first = (first + count - 1) % count
        case .left: moveCrosshair(isForward: false, context)
        case .right: moveCrosshair(isForward: true, context)
        case .first: places(context).first.map { view.setCrosshair($0, of: whole(context)) }
        case .last: view.showNewest()
        default: break
        }
    }

    mutating func moveCrosshair(isForward: Bool, _ context: PaneContext) {
        let plot = tiles(in: context.inside, context).first.map { $0.chart.plot(in: Self.parts(of: $0.rect).body) }
        view.moveCrosshair(isForward: isForward, among: places(context), columns: plot?.width ?? 1)
    }

    mutating func zoom(by factor: Double, _ context: PaneContext) { view.zoom(by: factor, of: whole(context)) }
    mutating func pan(by share: Double, _ context: PaneContext) { view.pan(by: share, of: whole(context)) }

    /// Where something was measured, ascending.
    private func places(_ context: PaneContext) -> [Double] {
        let samples = tiles(in: context.inside, context).flatMap(\.chart.series).flatMap(\.samples)
        return Set(samples.map(\.x)).sorted()
    }

    private func whole(_ context: PaneContext) -> ClosedRange<Double> {
        Self.whole(tiles(in: context.inside, context).map(\.chart)) ?? 0...1
    }

    static func parts(of tile: Rect) -> (head: Rect, body: Rect) {
        let (head, body) = tile.inset(left: 1, right: 1).split(top: 1)
        return (head, body)
    }
}

extension LineChart {
    fileprivate func looked(at view: ChartView, of whole: ClosedRange<Double>?, _ context: PaneContext) -> LineChart {
        LineChart(
            series: series,
            options: Options(
                xRange: whole.map(view.visible), isLogarithmic: view.isLogarithmic, smoothing: view.smoothing,
                crosshair: view.crosshair, xLabels: view.axis.labels, xName: view.axis.rawValue, glyphs: context.glyphs))
    }
}
