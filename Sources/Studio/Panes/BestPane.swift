package import Domain
package import Terminal

/// How the best score of a search came to be: a step wherever a trial was better, and a dot for each.
package struct BestPane: Pane {
    package let name = PaneName.best
    package var scope: ActionScope { .pane(.best) }
    private let search: JobName
    private var axis = BestSoFar.Axis.trials

    package init(of search: JobName) {
        self.search = search
    }

    mutating func turnAxis() { axis = axis == .trials ? .time : .trials }

    private func progress(_ context: PaneContext) -> SearchProgress? { context.data.searches[search]?.progress }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { context.data.subscriptions(toSearch: search) }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let direction = progress(context).map { $0.isHigherBetter ? "higher is better" : "lower is better" }
        return BoxTitles(name.title, trailing: direction ?? "", bottom: "by \(axis.rawValue)")
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let progress = progress(context) else {
            surface.note("reading \(context.glyphs.ellipsis)", in: rect, context)
            return
        }
        let best = BestSoFar(progress, by: axis, at: context.now)
        guard !best.points.isEmpty else {
            surface.note("no trial has reported \(progress.metric.neutralised) yet", in: rect, context)
            return
        }
        let (head, body) = rect.inset(left: 1, right: 1).split(top: 1)
        surface.put(
            progress.metric.neutralised.fitted(to: head.width, glyphs: context.glyphs), x: head.x, y: head.y,
            style: context.theme[.textStrong], width: head.width)
        let bestJob = progress.bestTrial?.job
        let marks = best.points.map { point in
            SearchColours.mark(
                x: point.x, y: point.score, isOver: point.isOver, isBest: point.job == bestJob,
                isSelected: point.job == context.subject.job)
        }
        LineChart(
            series: [LineChart.Series(letter: "a", samples: best.corners)], marks: marks,
            options: LineChart.Options(
                xRange: Self.range(best.points.map(\.x)), yRange: SearchColours.range(of: progress),
                xLabels: axis == .time ? .elapsed : .number, xName: axis == .time ? "time" : "trial", showsLetters: false,
                glyphs: context.glyphs)
        ).draw(on: &surface, in: body, styles: SearchColours.styles(context))
    }

    /// One point alone stands in the middle.
    private static func range(_ places: [Double]) -> ClosedRange<Double>? {
        guard let low = places.min(), let high = places.max() else { return nil }
        return high > low ? low...high : max(0, low - 1)...low + 1
    }
}
