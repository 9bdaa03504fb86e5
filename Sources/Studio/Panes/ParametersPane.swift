package import Domain
package import Terminal

/// What the parameters of a search's trials have to do with their scores: one of them against the metric, or all of them
/// side by side with it.
package struct ParametersPane: Pane {
    package let name = PaneName.parameters
    package var scope: ActionScope { .pane(.parameters) }
    private let search: JobName
    /// Nil is the first.
    private var chosen: String?
    private(set) var isParallel = false

    package init(of search: JobName) {
        self.search = search
    }

    private func progress(_ context: PaneContext) -> SearchProgress? { context.data.searches[search]?.progress }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { context.data.subscriptions(toSearch: search) }

    mutating func toggleParallel() { isParallel.toggle() }

    /// To the next parameter, or the one before; after the last comes the first.
    mutating func turn(by step: Int, _ context: PaneContext) {
        let names = progress(context)?.parameterNames ?? []
        guard !names.isEmpty else { return }
        chosen = names[(place(among: names) + step + names.count) % names.count]
    }

    private func place(among names: [String]) -> Int { names.firstIndex { $0 == chosen } ?? 0 }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        switch movement {
        case .down, .right: turn(by: 1, context)
        case .up, .left: turn(by: -1, context)
        case .first: chosen = nil
        case .last: chosen = progress(context)?.parameterNames.last
        default: break
        }
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let names = progress(context)?.parameterNames ?? []
        return BoxTitles(
            name.title, trailing: isParallel ? "all side by side" : names.isEmpty ? "" : "one against the metric",
            bottom: names.isEmpty ? "" : "\(place(among: names) + 1) of \(names.count)")
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let progress = progress(context) else {
            surface.note("reading \(context.glyphs.ellipsis)", in: rect, context)
            return
        }
        let names = progress.parameterNames
        let scored = progress.trials.filter { progress.score(of: $0) != nil }
        guard !names.isEmpty, !scored.isEmpty else {
            let text = progress.trials.isEmpty ? "no trial has begun yet"
                : names.isEmpty ? "its trials have no parameters" : "no trial has reported \(progress.metric.neutralised) yet"
            surface.note(text, in: rect, context)
            return
        }
        let area = rect.inset(left: 1, right: 1)
        if isParallel {
            drawParallel(progress, scored, on: &surface, in: area, context)
        } else {
            drawScatter(progress, scored, names[place(among: names)], on: &surface, in: area, context)
        }
    }

    // MARK: One parameter

    private func drawScatter(
        _ progress: SearchProgress, _ scored: [SearchTrial], _ parameter: String, on surface: inout Surface, in rect: Rect,
        _ context: PaneContext
    ) {
        let (head, body) = rect.split(top: 1)
        guard let axis = progress.axis(parameter) else { return }
        let scale = axis.isLogarithmic ? " (log)" : ""
        let heading = "\(progress.metric.neutralised) by \(parameter.neutralised)\(scale)"
        surface.put(
            heading.fitted(to: head.width, glyphs: context.glyphs), x: head.x, y: head.y, style: context.theme[.textStrong],
            width: head.width)
        let best = progress.bestTrial?.job
        let marks = scored.compactMap { trial -> LineChart.Mark? in
            guard let value = progress.value(of: parameter, in: trial), let x = axis.place(of: value),
                let y = progress.score(of: trial)
            else { return nil }
            return SearchColours.mark(
                x: x, y: y, isOver: trial.status.isFinal, isBest: trial.job == best, isSelected: trial.job == context.subject.job)
        }
        // Room at both sides, so that no dot stands on the axis.
        let margin = max(axis.range.upperBound - axis.range.lowerBound, 0.5) / 20
        LineChart(
            series: [], marks: marks,
            options: LineChart.Options(
                xRange: axis.range.lowerBound - margin...axis.range.upperBound + margin,
                yRange: SearchColours.range(of: progress), xTicks: axis.ticks,
                showsLetters: false, glyphs: context.glyphs)
        ).draw(on: &surface, in: body, styles: SearchColours.styles(context))
    }

    // MARK: All of them

    private func drawParallel(
        _ progress: SearchProgress, _ scored: [SearchTrial], on surface: inout Surface, in rect: Rect, _ context: PaneContext
    ) {
        let common = progress.commonParameters
        let axes = shownNames(common, room: ParallelChart.room(in: rect.width) - 1).compactMap(progress.axis)
        // Who has no value of a parameter goes by below those that have.
        let partial = Set(axes.map(\.name).filter { name in scored.contains { progress.value(of: name, in: $0) == nil } })
        guard let range = progress.scoreRange else { return }
        let (low, high) = (range.lowerBound, range.upperBound)
        let metric = ParallelChart.Axis(
            title: progress.metric.neutralised,
            labels: Self.labels(of: range, scored.compactMap { progress.score(of: $0) }, context))
        let best = progress.bestTrial?.job
        let selected = context.subject.job
        // Whoever must be seen is drawn last.
        let ordered = scored.sorted { rank($0, best, selected) < rank($1, best, selected) }
        let lines = ordered.map { trial in
            let score = progress.score(of: trial).map { high > low ? ($0 - low) / (high - low) : 0.5 }
            let shares = axes.map { axis in
                let share = progress.value(of: axis.name, in: trial).flatMap(axis.share)
                return partial.contains(axis.name) ? share.map(Self.raised) ?? 0 : share
            }
            return SearchColours.line(
                shares + [score], isOver: trial.status.isFinal, isBest: trial.job == best, isSelected: trial.job == selected)
        }
        ParallelChart(
            axes: axes.map { axis in
                let labels = partial.contains(axis.name)
                    ? axis.labels.map { ParallelChart.Label(share: Self.raised($0.share), text: $0.text) }
                        + [ParallelChart.Label(share: 0, text: "none")]
                    : axis.labels
                return ParallelChart.Axis(title: axis.name.neutralised + (axis.isLogarithmic ? " (log)" : ""), labels: labels)
            } + [metric], lines: lines, glyphs: context.glyphs
        ).draw(on: &surface, in: rect, styles: SearchColours.parallel(context))
    }

    /// Where a share stands on an axis whose foot is for those without a value.
    private static func raised(_ share: Double) -> Double { 0.2 + 0.8 * share }

    /// The ends of the metric's axis; where some lie beyond them, that is said.
    private static func labels(
        of range: ClosedRange<Double>, _ scores: [Double], _ context: PaneContext
    ) -> [ParallelChart.Label] {
        let (low, high) = (range.lowerBound, range.upperBound)
        guard high > low else { return [ParallelChart.Label(share: 0.5, text: MetricText.short(low))] }
        let (below, above) = context.glyphs == .ascii ? ("<=", ">=") : ("≤", "≥")
        return [
            ParallelChart.Label(share: 0, text: (scores.contains { $0 < low } ? below : "") + MetricText.short(low)),
            ParallelChart.Label(share: 1, text: (scores.contains { $0 > high } ? above : "") + MetricText.short(high)),
        ]
    }

    private func rank(_ trial: SearchTrial, _ best: JobName?, _ selected: JobName?) -> Int {
        trial.job == selected ? 2 : trial.job == best ? 1 : 0
    }

    /// The algorithm always, and from the chosen parameter on as many as there is room for.
    private func shownNames(_ names: [String], room: Int) -> [String] {
        guard names.count > room else { return names }
        let fixed = Array(names.prefix { $0 == SearchProgress.algorithm })
        let others = names.dropFirst(fixed.count)
        let count = max(1, room - fixed.count)
        let start = min(max(0, place(among: names) - fixed.count), max(0, others.count - count))
        return fixed + others.dropFirst(start).prefix(count)
    }
}
