package import Domain
import FoundationEssentials
package import Terminal

/// The selected job's log: follows its end, or stands where somebody went. Of however long a log only what is near the
/// screen is here.
package struct LogPane: Pane {
    package let name = PaneName.log
    package var scope: ActionScope { .pane(.log) }
    package private(set) var job: JobName?
    /// Only lines as grave or graver, and only lines that this pattern is in.
    package internal(set) var level: LogLevel?
    package private(set) var only: String?
    /// What is sought: its hits on the screen are told apart.
    package var pattern: String?
    package var wraps = false
    package var hasColours = true
    package var stamp = LogStamp.none
    /// How many cells of each line are scrolled out on the left.
    var skipped = 0

    /// The number of the last line shown; nil follows the end.
    package var bottom: Int?
    /// What was read around it.
    var window: LogWindow?
    /// The line that a search came to.
    package var found: Int?
    /// Where to go as soon as that was read.
    var wish: LogReading.Place?
    /// It was read.
    var hasArrived = false
    /// Numbers of lines.
    package var marks: Set<Int> = []

    /// What was asked of the engine last, so that it is asked once.
    var awaited: LogReading?
    var awaitedMap: LogMapReading?
    var map: LogMap?
    var mapReadAt = Date.distantPast

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        if context.subject.job != job {
            job = context.subject.job
            follow()
            (skipped, marks, map, awaitedMap) = (0, [], nil, nil)
        }
        pursue(context)
        if window?.topic == topic, let feed = feed(context) { window?.extend(with: feed) }
    }

    package var isFollowing: Bool { bottom == nil }

    mutating func follow() {
        (bottom, window, found, wish, awaited, hasArrived) = (nil, nil, nil, nil, nil, false)
    }

    // MARK: What is told

    package var topic: LogTopic? { job.map { LogTopic(job: $0, level: level, only: only) } }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        topic.map { [.log($0, count: Self.feedLength(context))] } ?? []
    }

    /// Two screens, so that a page up has its lines at once; in steps, so that not each row more of a terminal asks anew.
    static func feedLength(_ context: PaneContext) -> Int { (max(1, context.rows) * 2 + 31) / 32 * 32 }

    func feed(_ context: PaneContext) -> LogPage? { topic.flatMap { context.data.logs[$0] } }

    package mutating func raiseLevel() {
        let order: [LogLevel?] = [nil, .info, .warning, .error]
        level = order[((order.firstIndex(of: level) ?? 0) + 1) % order.count]
        stayInPlace()
    }

    package var isFiltered: Bool { only != nil }

    /// Shows only the lines with a pattern; nil shows all.
    package mutating func filter(_ text: String?) -> Bool {
        only = text
        stayInPlace()
        return true
    }

    /// Among other lines, stands where it stood.
    private mutating func stayInPlace() {
        (awaited, hasArrived) = (nil, false)
        wish = bottom.map { .around(found ?? $0) }
    }

    // MARK: Titles

    package func titles(_ context: PaneContext) -> BoxTitles {
        let title = "\(name.label) \(job.flatMap { context.data.jobs[$0]?.displayName.neutralised } ?? "")"
        let mode = modes(context).joined(separator: context.glyphs == .ascii ? " . " : " · ")
        let shown = visible(context)
        guard let feed = feed(context), let last = shown.last else { return BoxTitles(title, trailing: mode) }
        let total = max(feed.total, last.number)
        let known = feed.isCounted ? "\(total)" : "\(total)?"
        // At the end one number says it all, and a followed line costs the terminal one number less.
        let place = isFollowing ? "\(known) \(total == 1 ? "line" : "lines")" : "line \(last.number) / \(known)"
        return BoxTitles(title, trailing: mode, bottom: place + below(last, of: total, context))
    }

    private func below(_ last: LogLine, of total: Int, _ context: PaneContext) -> String {
        guard !isFollowing, let window else { return "" }
        let follows = "\(context.keymap.way(to: "move.last")) follows"
        // How many of those below are shown nobody has counted.
        guard topic?.isFiltered == true else {
            return total <= last.number ? "  \(follows)" : "  \(total - last.number) new below, \(follows)"
        }
        return window.isAtEnd && window.lines.last == last ? "  \(follows)" : "  more below, \(follows)"
    }

    private func modes(_ context: PaneContext) -> [String] {
        let hits = pattern.flatMap { _ in map?.hitCount }.map { $0 == 1 ? "1 hit" : "\($0) hits" }
        return [
            isFollowing ? "FOLLOW" : "PAUSED", hits,
            only.map { "only /" + $0.neutralised.fitted(to: 20, glyphs: context.glyphs) },
            wraps ? "wrap" : "wrap off", stamp.title, hasColours ? nil : "no colours",
            level.map { "\($0.name) and above" } ?? "all levels",
        ].compactMap(\.self)
    }
}
