import Domain
package import FoundationEssentials
package import Terminal

/// One framed part of a screen: knows what it shows, what is selected in it, and which keys are its own.
package protocol Pane: Sendable {
    var name: PaneName { get }
    /// Whose actions apply while it is focused.
    var scope: ActionScope { get }
    /// Works out what is shown from what the engine told; called after each message.
    mutating func refresh(_ context: PaneContext)
    func titles(_ context: PaneContext) -> BoxTitles
    /// Draws what is inside the frame.
    func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext)
    mutating func move(_ movement: Movement, _ context: PaneContext)
    /// Selects what stands in a row inside the frame, where there is something.
    mutating func select(row: Int, _ context: PaneContext)
    /// What its rows have no room for, said of the selected one in the message line.
    func remark(_ context: PaneContext) -> String?
    /// What other panes follow.
    func subject(_ data: StudioData) -> Subject
    func subscriptions(_ context: PaneContext) -> Set<Subscription>
    /// What it lacks of what it shows and nobody tells of its own accord; asked for once.
    mutating func neededReads(_ context: PaneContext) -> [EngineTask]
    /// Shows only what matches; nil shows all. False where there is nothing to filter.
    mutating func filter(_ text: String?) -> Bool
    /// Whether Esc shows again what was left out, before it leaves.
    var isFiltered: Bool { get }
}

extension Pane {
    package func subject(_ data: StudioData) -> Subject { Subject() }
    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [] }
    package mutating func filter(_ text: String?) -> Bool { false }
    package var isFiltered: Bool { false }
    package mutating func neededReads(_ context: PaneContext) -> [EngineTask] { [] }
    package mutating func move(_ movement: Movement, _ context: PaneContext) {}
    package mutating func refresh(_ context: PaneContext) {}
    package func remark(_ context: PaneContext) -> String? { nil }
    package mutating func select(row: Int, _ context: PaneContext) {}
}

/// The panes, by the number that focuses them.
package enum PaneName: Int, Sendable, Hashable, CaseIterable {
    case compute = 1
    case jobs, log, metrics, models, endpoints
    /// Without a number.
    case details, events, notifications
    case deployments, traffic, revisions, nodes, load, processes, versions, lineage, access
    case settings, engine, problems, runs, differences
    case files, preview
    case search, trials, best, parameters

    package var title: String {
        switch self {
        case .compute: "Compute"
        case .jobs: "Jobs"
        case .log: "Log"
        case .metrics: "Metrics"
        case .models: "Models"
        case .endpoints: "Endpoints"
        case .details: "Details"
        case .events: "Events"
        case .notifications: "Notifications"
        case .deployments: "Deployments"
        case .traffic: "Requests"
        case .revisions: "Revisions"
        case .nodes: "Nodes"
        case .load: "Box"
        case .processes: "Processes"
        case .versions: "Versions"
        case .lineage: "Lineage"
        case .access: "Access log"
        case .settings: "Settings"
        case .engine: "Engine"
        case .problems: "Problems"
        case .runs: "Runs"
        case .differences: "Differences"
        case .files: "Files"
        case .preview: "Preview"
        case .search: "Search"
        case .trials: "Trials"
        case .best: "Best so far"
        case .parameters: "Parameters"
        }
    }

    /// `2 Jobs`
    package var label: String { rawValue <= 6 ? "\(rawValue) \(title)" : title }
}

/// What a pane may look at.
package struct PaneContext: Sendable {
    package let data: StudioData
    package let theme: Theme
    package let glyphs: GlyphSet
    package let now: Date
    package let sizeClass: SizeClass
    package let isFocused: Bool
    /// What is selected on the screen.
    package let subject: Subject
    /// How many rows and columns the pane has inside its frame.
    package let rows: Int
    package let columns: Int
    /// What was said at the bottom, the newest last.
    package var toasts: [Toast] = []
    package var zone: TimeZone = .current
    /// How the person wants the tables, by the pane's title.
    package var tables: [String: TableArrangement] = [:]
    /// Where the settings are shown.
    package var settings: SettingsSheet?
    /// What a sentence says of keys.
    package var keymap = Keymap.standard

    package var inside: Rect { Rect(width: columns, height: rows) }
}

package enum Movement: Sendable, Hashable {
    case up, down, left, right, first, last, pageUp, pageDown, halfUp, halfDown
}
