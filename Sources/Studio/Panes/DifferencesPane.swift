import Domain
package import Terminal

/// What the compared runs were run with, side by side: only what differs, or all of it.
package struct DifferencesPane: Pane {
    package let name = PaneName.differences
    package var scope: ActionScope { .pane(.differences) }
    var showsAll = false
    private var offset = 0

    package init() {}

    private func runs(_ context: PaneContext) -> [(run: ComparedRun, facts: RunFacts)] {
        (context.subject.runs ?? []).compactMap { run in
            context.data.details[run.job].map { (run, RunFacts($0)) }
        }
    }

    private func rows(_ differences: RunDifferences) -> [RunDifferences.Row] {
        showsAll ? differences.rows : differences.differing
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let differences = RunDifferences(runs(context).map(\.facts))
        let rest = showsAll ? "D: only these" : "D: show all"
        return BoxTitles(
            name.title, trailing: "\(differences.differing.count) differ of \(differences.rows.count), \(rest)")
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        let count = rows(RunDifferences(runs(context).map(\.facts))).count
        let height = max(1, context.rows - 1)
        switch movement {
        case .down: offset += 1
        case .up: offset -= 1
        case .pageDown, .halfDown: offset += height
        case .pageUp, .halfUp: offset -= height
        case .first: offset = 0
        case .last: offset = count
        case .left, .right: break
        }
        offset = max(0, min(offset, count - height))
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let runs = runs(context)
        let rows = rows(RunDifferences(runs.map(\.facts)))
        guard !rows.isEmpty else {
            let text = (context.subject.runs ?? []).count > runs.count
                ? "reading \(context.glyphs.ellipsis)"
                : runs.count < 2
                ? "two runs are needed to compare them"
                : "they were run with the same: \(context.keymap.way(to: "run.differences")) shows with what"
            surface.note(text, in: rect, context)
            return
        }
        let area = rect.inset(left: 1, right: 1)
        let names = min(20, max(5, rows.map(\.name.text.cellWidth).max() ?? 0)) + 2
        let shown = runs.prefix(max(1, (area.width - names) / 8))
        let width = (area.width - names) / max(1, shown.count)
        let (head, body) = area.split(top: 1)
        surface.put("NAME", x: head.x, y: head.y, style: context.theme[.textDim], width: names)
        for (place, one) in shown.enumerated() {
            surface.put(
                String(one.run.letter), x: head.x + names + place * width, y: head.y,
                style: context.theme.series(one.run.number), width: width)
        }
        for (y, row) in rows.dropFirst(min(offset, max(0, rows.count - body.height))).prefix(body.height).enumerated() {
            surface.put(
                row.name.text.neutralised.fitted(to: names - 1, glyphs: context.glyphs), x: body.x, y: body.y + y,
                style: context.theme[.textDim], width: names)
            for place in shown.indices {
                // Bold where it is not as the first run has it.
                let role: Role = row.values[place] == row.values.first ? .text : .textStrong
                surface.put(
                    (row.values[place]?.neutralised ?? "-").fitted(to: width - 1, glyphs: context.glyphs),
                    x: body.x + names + place * width, y: body.y + y, style: context.theme[role], width: width)
            }
        }
    }
}
