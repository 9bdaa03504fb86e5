import Client
package import Domain
package import Terminal

/// The selected job's log: follows its end, or stands where it was scrolled to. Of however long a log only what is near
/// the screen is here.
package struct LogPane: Pane {
    package let name = PaneName.log
    package var scope: ActionScope { .pane(.log) }
    package private(set) var job: JobName?
    /// The number of the last line shown; nil follows the end.
    package private(set) var bottom: Int?
    package private(set) var level: LogLevel?
    /// How many cells of each line are scrolled out on the left.
    package private(set) var skipped = 0
    package var wraps = false
    package var showsTime = false
    /// Read around where somebody scrolled to.
    private var page: LogPage?
    /// The line that a search came to.
    package private(set) var found: Int?

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        guard context.subject.job != job else { return }
        job = context.subject.job
        bottom = nil
        page = nil
        skipped = 0
        found = nil
    }

    package var isFollowing: Bool { bottom == nil }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let title = job.flatMap { context.data.jobs[$0]?.displayName.neutralised } ?? ""
        let lines = shown(context)
        let state = isFollowing ? "FOLLOW" : "PAUSED"
        let mode = [state, wraps ? "wrap" : "wrap off", level.map { "\($0.name) and above" } ?? "all levels"]
            .joined(separator: context.glyphs == .ascii ? " . " : " · ")
        guard let total = lines?.total, let last = lines?.lines.last else { return BoxTitles("\(name.label) \(title)", trailing: mode) }
        let new = isFollowing || total <= last.number ? "" : "  \(total - last.number) new below, G follows"
        return BoxTitles(
            "\(name.label) \(title)", trailing: mode,
            bottom: "line \(last.number) / \(total)\(lines?.isCounted == false ? "?" : "")\(new)")
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        guard let job else { return [] }
        return [.log(LogTopic(job: job, level: level), count: Self.reach)]
    }

    /// The lines that the feed keeps here: more than the tallest terminal shows.
    static let reach = 300

    private func feed(_ context: PaneContext) -> LogPage? {
        job.flatMap { context.data.logs[LogTopic(job: $0, level: level)] }
    }

    private func shown(_ context: PaneContext) -> LogPage? {
        guard let bottom, let page else { return feed(context) }
        let lines = page.lines.filter { $0.number <= bottom }
        return LogPage(
            lines: lines, total: feed(context)?.total ?? page.total, isCounted: page.isCounted,
            isComplete: page.isComplete)
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let job else {
            surface.put("select a job to read its log", x: rect.x + 1, y: rect.y, style: context.theme[.textDim])
            return
        }
        guard let page = shown(context), !page.lines.isEmpty else {
            let status = context.data.jobs[job]?.status
            let text = status == .queued ? context.data.jobs[job]?.reason ?? "queued" : "no output yet"
            surface.put(text.neutralised, x: rect.x + 1, y: rect.y, style: context.theme[.textDim], width: rect.width - 1)
            return
        }
        // From the end upward until the pane is full; a log shorter than the pane stands at its top.
        var rows: [(text: TerminalText, role: Role)] = []
        let hit = found
        for line in page.lines.reversed() where rows.count < rect.height {
            let text = TerminalText(line.text, skipping: wraps ? 0 : skipped)
            for row in (wraps ? text.wrapped(to: rect.width - 2) : [text]).reversed() {
                rows.append((row, line.number == hit ? .matchCurrent : Self.role(of: line.level)))
            }
        }
        for (y, row) in rows.prefix(rect.height).reversed().enumerated() {
            surface.put(
                row.text, x: rect.x + 1, y: rect.y + y, style: context.theme[row.role], width: rect.width - 2)
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

    // MARK: Moving

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        switch movement {
        case .left: skipped = max(0, skipped - 10)
        case .right: skipped += 10
        case .last:
            bottom = nil
            found = nil
        case .first: scroll(to: context.rows, context)
        case .up: scroll(by: -1, context)
        case .down: scroll(by: 1, context)
        case .pageUp: scroll(by: -max(1, context.rows - 1), context)
        case .pageDown: scroll(by: max(1, context.rows - 1), context)
        case .halfUp: scroll(by: -max(1, context.rows / 2), context)
        case .halfDown: scroll(by: max(1, context.rows / 2), context)
        }
    }

    private mutating func scroll(by step: Int, _ context: PaneContext) {
        guard let last = bottom ?? feed(context)?.lines.last?.number else { return }
        scroll(to: last + step, context)
    }

    private mutating func scroll(to line: Int, _ context: PaneContext) {
        guard let feed = feed(context), feed.isCounted else { return }
        if line >= feed.total {
            bottom = nil
            return
        }
        if page == nil { page = feed }
        bottom = max(min(context.rows, feed.total), line)
    }

    /// The lines that must be read for where the pane stands, when they are not here.
    package func missing(_ context: PaneContext) -> LogQuery? {
        guard let bottom, job != nil else { return nil }
        let first = max(1, bottom - context.rows + 1)
        if let page, let start = page.lines.first?.number, let end = page.lines.last?.number,
            start <= first || level != nil && page.lines.count >= context.rows, end >= bottom { return nil }
        return LogQuery(from: max(1, bottom - Self.reach), isForward: true, count: Self.reach * 2, level: level)
    }

    package mutating func take(_ page: LogPage, of job: JobName) {
        if job == self.job { self.page = page }
    }

    /// Shows a line in the middle, as a search does.
    package mutating func show(line: Int, _ context: PaneContext) {
        scroll(to: line + context.rows / 2, context)
        found = line
    }

    package mutating func raiseLevel() {
        let order: [LogLevel?] = [nil, .info, .warning, .error]
        level = order[((order.firstIndex(of: level) ?? 0) + 1) % order.count]
        bottom = nil
        page = nil
    }
}
