import Domain

/// Where the pane stands, and what it needs for that.
extension LogPane {
    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        switch movement {
        case .left: skipped = max(0, skipped - 10)
        case .right: skipped += 10
        case .last: follow()
        case .first: (wish, hasArrived) = (.start, false)
        case .up: step(by: -1, context)
        case .down: step(by: 1, context)
        case .pageUp: step(by: -max(1, visible(context).count - 1), context)
        case .pageDown: step(by: max(1, visible(context).count - 1), context)
        case .halfUp: step(by: -max(1, visible(context).count / 2), context)
        case .halfDown: step(by: max(1, visible(context).count / 2), context)
        }
    }

    /// Stops following. False where there is nothing to stand on: in an uncounted log lines have no numbers yet.
    mutating func stand(_ context: PaneContext) -> Bool {
        guard bottom == nil else { return true }
        guard let topic, let feed = feed(context), feed.isCounted, let last = feed.lines.last else { return false }
        window = LogWindow(of: topic, end: feed, asked: Self.feedLength(context))
        bottom = last.number
        return true
    }

    private mutating func step(by count: Int, _ context: PaneContext) {
        guard stand(context), let window, let bottom, !window.lines.isEmpty else { return }
        let end = window.lines.count - 1
        let next = window.place(upTo: bottom) + count
        if count > 0, next >= end, window.isAtEnd { return follow() }
        stand(at: next, of: window, context)
    }

    /// Puts a line at the bottom, but no blank above the first.
    private mutating func stand(at place: Int, of window: LogWindow, _ context: PaneContext) {
        let lowest = window.isAtStart ? firstScreen(of: window.lines, context) - 1 : 0
        bottom = window.lines[min(max(place, lowest), window.lines.count - 1)].number
    }

    /// Shows a line in the middle, as a search does, and stays there.
    package mutating func show(line: Int) {
        (found, wish, hasArrived) = (line, .around(line), false)
    }

    /// Goes where it was to go, as soon as that was read.
    mutating func pursue(_ context: PaneContext) {
        guard let wish, let topic else { return }
        if !stand(context) { (bottom, window) = (1, LogWindow(of: topic)) }
        guard let window, window.topic == topic, hasArrived || has(wish, in: window, context) else { return }
        (self.wish, hasArrived) = (nil, false)
        guard !window.lines.isEmpty else { return follow() }
        switch wish {
        case .start: stand(at: 0, of: window, context)
        case .around(let line): stand(at: window.place(upTo: line) + context.rows / 2, of: window, context)
        }
    }

    /// Whether nothing has to be read to go there.
    private func has(_ place: LogReading.Place, in window: LogWindow, _ context: PaneContext) -> Bool {
        switch place {
        case .start: window.isAtStart
        case .around(let line): window.has(line) && !lacks(at: window.place(upTo: line), of: window, context)
        }
    }

    /// After (or before) which line a search goes on: what it found last while that is in sight, else the edge of the
    /// screen, so that what one sees is found too. Nil is the end.
    package func origin(isForward: Bool, _ context: PaneContext) -> Int? {
        let visible = visible(context)
        guard let first = visible.first?.number, let last = visible.last?.number,
            !isFollowing || feed(context)?.isCounted == true
        else { return nil }
        if let found, first...last ~= found { return found }
        return isForward ? first - 1 : last + 1
    }

    package mutating func toggleMark(_ context: PaneContext) {
        guard let line = current(context)?.number, feed(context)?.isCounted == true else { return }
        if marks.remove(line) == nil { marks.insert(line) }
    }
}
