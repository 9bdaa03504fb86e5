import ControlAPI
package import Domain
import FoundationEssentials
package import Terminal

/// How far a search has come, in a few lines, and what was found out about its data.
package struct SearchPane: Pane {
    package let name = PaneName.search
    package var scope: ActionScope { .pane(.search) }
    private let search: JobName
    private var offset = 0
    /// How many sentences there are about the data.
    private(set) var noteCount = 0

    package init(of search: JobName) {
        self.search = search
    }

    package mutating func refresh(_ context: PaneContext) {
        noteCount = progress(context)?.notes.count ?? 0
    }

    /// The search itself, so that what cancels or tags a job is about it while this pane is focused.
    package func subject(_ data: StudioData) -> Subject { Subject(job: search) }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        context.data.subscriptions(toSearch: search).union([.details(search, in: context.data)])
    }

    private func progress(_ context: PaneContext) -> SearchProgress? { context.data.searches[search]?.progress }

    /// `sweep`, `automl classification`; a plain word until it is known.
    private func kind(_ context: PaneContext) -> String {
        switch context.data.details[search]?.job.spec.work {
        case .sweep: "sweep"
        case .automl(let work): "automl \(work.task.rawValue)"
        case .command, .trial, nil: context.data.jobs[search]?.search?.kind.rawValue ?? "search"
        }
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let job = context.data.jobs[search]
        let isCut = noteCount > max(0, context.rows - 2)
        let more = isCut ? "\(noteCount == 1 ? "1 note" : "\(noteCount) notes") on the data" : ""
        return BoxTitles(
            [name.title, job?.displayName.neutralised ?? search.rawValue.neutralised].joined(separator: " "),
            trailing: job?.status.rawValue ?? "", bottom: more)
    }

    /// From this width on all of the first line has room.
    private static let wide = 110

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        offset = movement.scrolled(from: offset, to: max(0, noteCount - max(1, context.rows - 2)))
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let progress = progress(context) else {
            surface.note("reading \(context.glyphs.ellipsis)", in: rect, context)
            return
        }
        let area = rect.inset(left: 1, right: 1)
        let (head, rest) = area.split(top: 1)
        drawState(of: progress, on: &surface, in: head, context)
        let (second, notes) = rest.split(top: 1)
        drawBest(of: progress, on: &surface, in: second, context)
        for (row, note) in progress.notes.dropFirst(offset).prefix(notes.height).enumerated() {
            let text = (context.glyphs == .ascii ? "- " : "· ") + note.neutralised
            surface.put(
                text.fitted(to: notes.width, glyphs: context.glyphs), x: notes.x, y: notes.y + row,
                style: context.theme[.textDim], width: notes.width)
        }
    }

    /// What it is, a bar, and as much of the numbers as there is room for.
    private func drawState(of progress: SearchProgress, on surface: inout Surface, in row: Rect, _ context: PaneContext) {
        let what = context.columns < Self.wide ? progress.objective : "\(kind(context)): \(progress.objective)"
        let bar = context.columns < Self.wide ? 12 : 24
        var parts = ["\(progress.doneCount) of \(progress.trialLimit) done"]
        if progress.runningCount > 0 { parts.append("\(progress.runningCount) running") }
        if progress.queuedCount > 0, context.columns >= Self.wide { parts.append("\(progress.queuedCount) queued") }
        if let left = timeLeft(progress, context) { parts.append(left) }
        var x = row.x + surface.put(
            what.fitted(to: max(10, row.width - bar - 40), glyphs: context.glyphs), x: row.x, y: row.y,
            style: context.theme[.textStrong], width: row.width) + 2
        let share = progress.trialLimit > 0 ? Double(progress.doneCount) / Double(progress.trialLimit) : nil
        Gauge(share, glyphs: context.glyphs).draw(
            on: &surface, x: x, y: row.y, width: bar, style: context.theme[.gauge], rest: context.theme[.gaugeRest])
        x += bar + 2
        surface.put(
            parts.joined(separator: ", ").fitted(to: max(0, row.maxX - x), glyphs: context.glyphs), x: x, y: row.y,
            style: context.theme[.text], width: max(0, row.maxX - x))
    }

    /// Nil when it is over, or has no deadline.
    private func timeLeft(_ progress: SearchProgress, _ context: PaneContext) -> String? {
        guard let deadline = progress.deadline, context.data.jobs[search]?.status.isFinal != true else { return nil }
        let seconds = deadline.timeIntervalSince(context.now)
        return seconds > 0 ? "\(TimeText.duration(seconds)) left" : "past its deadline"
    }

    private func drawBest(of progress: SearchProgress, on surface: inout Surface, in row: Rect, _ context: PaneContext) {
        guard let best = progress.bestTrial, let score = progress.score(of: best) else {
            let text = "no trial has reported \(progress.metric.neutralised) yet"
            surface.put(
                text.fitted(to: row.width, glyphs: context.glyphs), x: row.x, y: row.y, style: context.theme[.textDim],
                width: row.width)
            return
        }
        let sign = LineChart.Mark.Sign.best.glyph(context.glyphs).text
        let x = row.x + surface.put("\(sign) best ", x: row.x, y: row.y, style: context.theme[.rowMarked])
        let number = surface.put(MetricText.short(score), x: x, y: row.y, style: context.theme[.textStrong])
        let who = "  trial \(best.number): \(best.shortText)".neutralised
        surface.put(
            who.fitted(to: max(0, row.maxX - x - number), glyphs: context.glyphs), x: x + number, y: row.y,
            style: context.theme[.text], width: max(0, row.maxX - x - number))
    }
}
