import Client
import Domain
import FoundationEssentials

/// What is done in the focused log.
extension StudioModel {
    private var log: (pane: LogPane, context: PaneContext)? {
        (screen.focused as? LogPane).map { ($0, context(of: screen.focus)) }
    }

    // MARK: Searching

    mutating func searchLog(for text: String) -> [StudioEffect] {
        guard text.isEmpty || LogHits(text) != nil else { return refuse(text) }
        changeFocused(LogPane.self) { pane, _ in pane.pattern = text.isEmpty ? nil : text }
        guard !text.isEmpty else { return [] }
        // From the end a search can only go up; from anywhere else it goes down first.
        let isForward = log?.pane.isFollowing == false
        return findInLog(.pattern(text), isForward: isForward, turnsBack: isForward)
    }

    mutating func findAgain(isForward: Bool) -> [StudioEffect] {
        guard let pattern = log?.pane.pattern else { return told(.info, "search first: \(keymap.way(to: "log.search"))") }
        return findInLog(.pattern(pattern), isForward: isForward)
    }

    /// Looks in the engine, and shows the line that was found.
    mutating func findInLog(_ target: LogTarget, isForward: Bool, turnsBack: Bool = false) -> [StudioEffect] {
        guard let (pane, context) = log, let topic = pane.topic else { return [] }
        let (down, up) = (pane.origin(isForward: true, context), pane.origin(isForward: false, context))
        return find(target, of: topic, "no more \(turnsBack ? "in this log" : isForward ? "below" : "above")") { search in
            let line = try await search.line(from: isForward ? down : up, isForward: isForward)
            return line == nil && turnsBack ? try await search.line(from: up, isForward: false) : line
        }
    }

    mutating func goToTime(_ text: String) -> [StudioEffect] {
        guard let (pane, context) = log, let topic = pane.topic else { return [] }
        guard let moment = LogMoment(text) else {
            return told(.warning, "'\(text.neutralised)' is no time: type 14:02, 14:02:31, -5m or +1h")
        }
        let reference = pane.current(context)?.at ?? pane.visible(context).last { $0.at != nil }?.at ?? now
        let date = moment.date(from: reference, zone: zone)
        let clock = TimeText.clock(date, zone: zone)
        return find(.time(date), of: topic, "no line says it was written at \(clock) or later") {
            try await $0.line(from: 0, isForward: true)
        }
    }

    private mutating func find(
        _ target: LogTarget, of topic: LogTopic, _ nothing: String,
        _ look: @escaping @Sendable (LogSearch) async throws -> Int?
    ) -> [StudioEffect] {
        let workspace = data.workspace
        return ask(EngineTask("searching") { engine in
            let line = try await look(LogSearch(engine: engine, workspace: workspace, topic: topic, target: target))
            return { model in
                guard let line else { return model.told(.info, nothing) }
                model.changePanes(LogPane.self) { if $0.topic == topic { $0.show(line: line) } }
                return []
            }
        })
    }

    mutating func filterLog(by text: String) -> [StudioEffect] {
        guard text.isEmpty || LogHits(text) != nil else { return refuse(text) }
        changeFocused(LogPane.self) { pane, _ in _ = pane.filter(text.isEmpty ? nil : text) }
        return []
    }

    private mutating func refuse(_ text: String) -> [StudioEffect] {
        told(.warning, #"'\#(text.neutralised)' is not a regular expression: put a \ before what is meant as it is"#)
    }

    // MARK: Marks and copies

    mutating func goToNextMark() -> [StudioEffect] {
        guard let (pane, context) = log else { return [] }
        let marks = pane.marks.sorted()
        let here = pane.current(context)?.number ?? 0
        guard let next = marks.first(where: { $0 > here }) ?? marks.first else {
            return told(.info, "no line is marked: \(keymap.way(to: "log.mark")) marks one")
        }
        changeFocused(LogPane.self) { pane, _ in pane.show(line: next) }
        return []
    }

    func copyLogLine() -> [StudioEffect] {
        guard let (pane, context) = log, let line = pane.current(context) else { return [] }
        return [.copy(line.text.withoutColours)]
    }

    func copyVisibleLines() -> [StudioEffect] {
        log.map { [.copy($0.pane.visible($0.context).text)] } ?? []
    }

    mutating func copyMarkedLines() -> [StudioEffect] {
        guard log?.pane.marks.isEmpty == false else { return told(.info, "no line is marked: \(keymap.way(to: "log.mark")) marks one") }
        return readMarkedLines { .copy($0) }
    }

    mutating func pipeLog(to command: String) -> [StudioEffect] {
        guard let (pane, context) = log else { return [] }
        if !pane.marks.isEmpty { return readMarkedLines { .shell(ShellCommand(command, text: $0 + "\n")) } }
        return [.shell(ShellCommand(command, text: pane.visible(context).text + "\n"))]
    }

    /// Marked lines may be far from the screen.
    private mutating func readMarkedLines(_ then: @escaping @Sendable (String) -> StudioEffect) -> [StudioEffect] {
        guard let pane = log?.pane, let job = pane.job else { return [] }
        let (marks, workspace) = (pane.marks.sorted(), data.workspace)
        return ask(EngineTask("reading the marked lines") { engine in
            var lines: [LogLine] = []
            for mark in marks {
                let query = LogQuery(from: mark, isForward: true, count: 1)
                lines += try await engine.logPage(of: job, in: workspace, query).lines
            }
            let text = lines[...].text
            return { _ in [then(text)] }
        })
    }
}

extension ArraySlice<LogLine> {
    /// As a file holds it, without colours.
    fileprivate var text: String { map(\.text.withoutColours).joined(separator: "\n") }
}
