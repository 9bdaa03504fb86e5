import Client
import ControlAPI
package import Domain
import FoundationEssentials
package import Terminal

/// The requests to one endpoint, the newest last and in sight until somebody goes up: when each came, what it was answered,
/// how long that took, and by which deployment.
package struct AccessPane: FilteredPane {
    package let name = PaneName.access
    package var scope: ActionScope { .pane(.access) }
    package let endpoint: EndpointName
    package var showsErrorsOnly = false
    package var list = ListState<Int64>()
    /// When it last asked for news.
    var askedAt = Date.distantPast

    package init(of endpoint: EndpointName) {
        self.endpoint = endpoint
    }

    package func subject(_ data: StudioData) -> Subject { Subject(endpoint: endpoint) }

    package mutating func refresh(_ context: PaneContext) {
        let entries = requests(context).filter { entry in
            (!showsErrorsOnly || entry.status >= 400) && (list.filter.map { Self.text(of: entry).contains($0) } ?? true)
        }
        let wasFollowing = isFollowing
        list.replace(rows: entries.map(\.sequence), height: context.rows - 1)
        if wasFollowing { list.move(.last, height: context.rows - 1) }
    }

    /// Whoever is at the end stays there.
    package var isFollowing: Bool { list.selected == list.rows.last }

    private func requests(_ context: PaneContext) -> [AccessEntry] { context.data.accesses[endpoint] ?? [] }

    package var isFiltered: Bool { list.filter != nil }

    private static func text(of entry: AccessEntry) -> String {
        ["\(entry.status)", entry.deployment?.rawValue ?? "", entry.requestID ?? ""].joined(separator: " ")
    }

    // MARK: Reading

    /// Nobody tells of requests; whoever looks asks once a second for those that came since.
    package mutating func neededReads(_ context: PaneContext) -> [EngineTask] {
        guard context.now.timeIntervalSince(askedAt) >= 1 else { return [] }
        askedAt = context.now
        let (endpoint, workspace) = (endpoint, context.data.workspace)
        let after = requests(context).last?.sequence ?? 0
        return [
            EngineTask("reading the access log") { engine in
                let news = try await engine.call(
                    EndpointRoutes.access, ["workspace": workspace.rawValue, "endpoint": endpoint.rawValue],
                    query: ["after": "\(after)", "limit": "\(StudioData.longestHistory)"])
                return { model in
                    if model.data.workspace == workspace { model.data.take(news, to: endpoint) }
                    return []
                }
            }
        ]
    }

    // MARK: Drawing

    package func titles(_ context: PaneContext) -> BoxTitles {
        let modes = [isFollowing ? "FOLLOW" : "PAUSED", showsErrorsOnly ? "errors only" : "all"]
        let new = list.rows.firstIndex { $0 == list.selected }.map { list.rows.count - 1 - $0 } ?? 0
        return BoxTitles(
            "\(name.title) of \(endpoint.rawValue.neutralised)" + filterMark,
            trailing: modes.joined(separator: context.glyphs == .ascii ? " . " : " · "),
            bottom: list.position + (isFollowing || new == 0 ? "" : "  \(new) below, \(context.keymap.way(to: "move.last")) follows"))
    }

    private static let columns = [
        Column("TIME", 8), Column("STATUS", 6, .right), Column("MS", 8, .right), Column("DEPLOYMENT", 14),
        Column("ASKED", 9, .right, from: 60), Column("ANSWERED", 9, .right, from: 60),
        Column("REQUEST", 20, isElastic: true, from: 76),
    ]

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let entries = requests(context)
        guard !list.rows.isEmpty else {
            let text = entries.isEmpty
                ? "no request since the engine started" : "no request matches; \(context.keymap.way(to: "access.level")) and \(context.keymap.way(to: "go.back")) show all again"
            surface.note(text, in: rect, context)
            return
        }
        surface.table(Self.columns, list, in: rect, context) { sequence in
            // Those that are kept follow each other without a gap.
            guard let first = entries.first?.sequence, entries.indices.contains(Int(sequence - first)) else { return [] }
            let entry = entries[Int(sequence - first)]
            return [
                Field(TimeText.clock(entry.at, zone: context.zone), .logTime),
                Field("\(entry.status)", Self.role(of: entry.status)),
                Field(MetricText.short((entry.milliseconds * 10).rounded() / 10)),
                Field(entry.deployment?.rawValue.neutralised ?? "none", entry.deployment == nil ? .textDim : .text),
                Field("\(entry.requestSize)", .textDim), Field("\(entry.responseSize)", .textDim),
                Field((entry.requestID ?? "").neutralised, .textDim),
            ]
        }
    }

    private static func role(of status: Int) -> Role {
        switch status {
        case ..<400: .text
        case ..<500: .logWarning
        default: .logError
        }
    }
}
