package import Domain
import FoundationEssentials
package import Terminal

/// What of a log is in sight, and how it looks.
extension LogPane {
    /// A row of a line: the whole of it, or a piece where it is wrapped.
    private struct Row {
        let line: LogLine
        let text: TerminalText
        /// Cells of the line before this piece.
        let start: Int
    }

    /// Cells beside the text: a sign on the left, the map on the right.
    private static let beside = 2

    private func textWidth(_ context: PaneContext) -> Int { max(1, context.columns - Self.beside - stamp.width) }

    /// The lines in sight, as far as they were read.
    package func visible(_ context: PaneContext) -> ArraySlice<LogLine> {
        guard let bottom, let window, !window.lines.isEmpty else {
            return fitting((feed(context)?.lines ?? [])[...], context)
        }
        return fitting(window.lines[...window.place(upTo: bottom)], context)
    }

    /// The last lines that have a place on the screen.
    private func fitting(_ lines: ArraySlice<LogLine>, _ context: PaneContext) -> ArraySlice<LogLine> {
        guard wraps else { return lines.suffix(context.rows) }
        var rows = 0
        let hidden = lines.lastIndex { line in
            defer { rows += height(of: line, context) }
            return rows >= context.rows
        }
        return hidden.map { lines[($0 + 1)...] } ?? lines
    }

    /// How many lines the screen shows when it stands at the beginning.
    func firstScreen(of lines: [LogLine], _ context: PaneContext) -> Int {
        guard wraps else { return min(lines.count, max(1, context.rows)) }
        var rows = 0
        let count = lines.prefix { line in
            rows += height(of: line, context)
            return rows <= context.rows
        }.count
        return min(lines.count, max(1, count))
    }

    private func height(of line: LogLine, _ context: PaneContext) -> Int {
        TerminalText(line.text).wrapped(to: textWidth(context)).count
    }

    /// The line that is copied, marked and searched on from: the one a search came to, else the last in sight.
    package func current(_ context: PaneContext) -> LogLine? {
        let visible = visible(context)
        return visible.first { $0.number == found } ?? visible.last
    }

    /// A click: the line becomes the current one, and the log stands still.
    package mutating func select(row: Int, _ context: PaneContext) {
        let rows = rows(visible(context), context)
        guard row >= 0, row < rows.count, stand(context) else { return }
        found = rows[rows.startIndex + row].line.number
    }

    // MARK: Drawing

    /// A log shorter than the pane stands at its top; of a wrapped line that does not fit the end is shown.
    private func rows(_ visible: ArraySlice<LogLine>, _ context: PaneContext) -> ArraySlice<Row> {
        visible.flatMap { pieces(of: $0, context) }.suffix(context.rows)
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let visible = visible(context)
        guard !visible.isEmpty else {
            surface.note(empty(context).neutralised, in: rect, context)
            return
        }
        let hits = LogHits(pattern)
        for (y, row) in rows(visible, context).enumerated() {
            draw(row, on: &surface, Rect(x: rect.x, y: rect.y + y, width: rect.width - 1, height: 1), hits, context)
        }
        drawMap(on: &surface, in: rect, visible, context)
    }

    private func empty(_ context: PaneContext) -> String {
        guard let job else { return "select a job to read its log" }
        guard feed(context) != nil else { return "reading \(context.glyphs.ellipsis)" }
        if only != nil { return "no line matches; '\(context.keymap.way(to: "log.only"))' and Enter shows all" }
        if level != nil { return "no line is that grave; \(context.keymap.way(to: "log.level")) goes on to all levels" }
        let summary = context.data.jobs[job]
        return summary?.status == .queued ? summary?.reason ?? "queued" : "no output yet"
    }

    private func pieces(of line: LogLine, _ context: PaneContext) -> [Row] {
        guard wraps else {
            return [Row(line: line, text: TerminalText(line.text, skipping: skipped, colours: hasColours), start: skipped)]
        }
        var start = 0
        return TerminalText(line.text, colours: hasColours).wrapped(to: textWidth(context)).map { piece in
            defer { start += piece.cellWidth }
            return Row(line: line, text: piece, start: start)
        }
    }

    private func draw(_ row: Row, on surface: inout Surface, _ rect: Rect, _ hits: LogHits?, _ context: PaneContext) {
        let (line, isFirst) = (row.line, !wraps || row.start == 0)
        let isFound = line.number == found
        if isFirst {
            drawSign(of: line, isFound, on: &surface, rect, context)
            let start = job.flatMap { context.data.jobs[$0]?.startedAt }
            surface.put(
                stamp.text(of: line, startedAt: start, zone: context.zone), x: rect.x + 1, y: rect.y,
                style: context.theme[.logTime], width: stamp.width)
        }
        let text = rect.inset(left: 1 + stamp.width)
        surface.put(row.text, x: text.x, y: text.y, style: context.theme[Self.role(of: line.level)], width: text.width)
        let columns = hits?.columns(in: TerminalText(line.text, colours: false)) ?? []
        let hitStyle = context.theme[isFound ? .matchCurrent : .match]
        for column in columns {
            let place = Rect(x: text.x + column.lowerBound - row.start, y: text.y, width: column.count, height: 1)
            surface.restyle(place.intersection(Rect(x: text.x, y: text.y, width: min(text.width, row.text.cellWidth), height: 1))) {
                hitStyle.over($0)
            }
        }
        if isFound, columns.isEmpty { surface.restyle(text) { context.theme[.matchCurrent].over($0) } }
    }

    private func drawSign(of line: LogLine, _ isFound: Bool, on surface: inout Surface, _ rect: Rect, _ context: PaneContext) {
        let isASCII = context.glyphs == .ascii
        if marks.contains(line.number) {
            surface.put(isASCII ? "*" : "▸", x: rect.x, y: rect.y, style: context.theme[.rowMarked])
        } else if isFound {
            surface.put(isASCII ? ">" : "›", x: rect.x, y: rect.y, style: context.theme[.matchCurrent])
        }
    }

    private static func role(of level: LogLevel?) -> Role {
        switch level {
        case .error: .logError
        case .warning: .logWarning
        case .debug: .logDebug
        case .info, nil: .text
        }
    }

    /// The scrollbar: all of the log, with its errors, hits and marks.
    private func drawMap(on surface: inout Surface, in rect: Rect, _ visible: ArraySlice<LogLine>, _ context: PaneContext) {
        let total = feed(context)?.total ?? 0
        guard let first = visible.first?.number, let last = visible.last?.number, total > rect.height else { return }
        var signs = marks.map { ScrollMap.Mark(.bookmark, line: $0 - 1) }
        if let map {
            func line(_ stretch: Int, of count: Int) -> Int { (stretch * map.total + count - 1) / max(1, count) }
            for (stretch, level) in map.levels.enumerated() where level == .error {
                signs.append(ScrollMap.Mark(.error, line: line(stretch, of: map.levels.count)))
            }
            for (stretch, count) in map.hits.enumerated() where count > 0 {
                signs.append(ScrollMap.Mark(.hit, line: line(stretch, of: map.hits.count)))
            }
        }
        let bar = ScrollMap(total: total, first: first - 1, visible: last - first + 1, marks: signs, glyphs: context.glyphs)
        bar.draw(
            on: &surface, x: rect.maxX - 1, y: rect.y, height: rect.height,
            styles: ScrollMap.Styles(
                track: context.theme[.scrollTrack], thumb: context.theme[.scrollThumb], error: context.theme[.logError],
                hit: context.theme[.match], bookmark: context.theme[.rowMarked]))
    }
}
