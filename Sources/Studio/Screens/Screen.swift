package import Domain
package import Terminal

/// Panes in an arrangement: one of them is focused, and may fill the screen.
package struct Screen: Sendable {
    package enum Kind: Sendable, Hashable, Codable {
        case dashboard
        case job(JobName)
        /// A sweep or an automl job with its trials.
        case search(JobName)
        /// Runs side by side.
        case compare([JobName])
        case endpoint(EndpointName)
        case access(EndpointName)
        case model(ModelName)
        case compute
        case files(JobName)
        case events
        case notifications
        case settings
    }

    package let kind: Kind
    package var panes: [any Pane]
    package var focus: Int
    package var isZoomed = false
    /// The borders that a person moved, each for windows of one size class.
    package var splits: [SizeClass: UserSplit] = [:]

    package init(kind: Kind, panes: [any Pane], focus: Int = 0) {
        self.kind = kind
        self.panes = panes
        self.focus = focus
    }

    package struct Shown: Sendable, Hashable {
        package let pane: Int
        package let rect: Rect
    }

    package var focused: any Pane {
        get { panes[focus] }
        set { panes[focus] = newValue }
    }

    /// What is selected: what the focused pane says, then the others, then what the screen is about.
    package func subject(data: StudioData) -> Subject {
        let panes = [panes[focus]] + panes
        let selected = panes.reduce(Subject()) { $0.filled(from: $1.subject(data)) }
        switch kind {
        case .job(let job), .files(let job): return Subject(job: job).filled(from: selected)
        case .search(let search): return selected.filled(from: Subject(job: search))
        case .endpoint(let endpoint), .access(let endpoint): return Subject(endpoint: endpoint).filled(from: selected)
        default: return selected
        }
    }

    /// Whose actions a key may mean, the nearest first.
    package var scopes: [ActionScope] { [focused.scope, .screen(kind.name), .global] }

    package mutating func focus(_ name: PaneName) -> Bool {
        guard let index = panes.firstIndex(where: { $0.name == name }) else { return false }
        focus = index
        return true
    }

    // MARK: Arrangement

    package func shownPanes(in body: Rect, _ sizeClass: SizeClass) -> [Shown] {
        if isZoomed { return [Shown(pane: focus, rect: body)] }
        return ScreenLayout.arrange(self, in: body, sizeClass)
    }
}

extension Screen.Kind {
    package var name: String {
        switch self {
        case .dashboard: "dashboard"
        case .job: "job"
        case .search: "search"
        case .compare: "compare"
        case .endpoint: "endpoint"
        case .access: "access"
        case .model: "model"
        case .compute: "compute"
        case .files: "files"
        case .events: "events"
        case .notifications: "notifications"
        case .settings: "settings"
        }
    }

    /// The way here, for the header.
    package var breadcrumb: [String] {
        switch self {
        case .dashboard: ["Dashboard"]
        case .job(let job): ["Jobs", job.rawValue]
        case .search(let job): ["Jobs", job.rawValue, "Trials"]
        case .compare(let jobs): ["Jobs", "Compare \(jobs.count) runs"]
        case .endpoint(let endpoint): ["Endpoints", endpoint.rawValue]
        case .access(let endpoint): ["Endpoints", endpoint.rawValue, "Access log"]
        case .model(let model): ["Models", model.rawValue]
        case .compute: ["Compute"]
        case .files(let job): ["Jobs", job.rawValue, "Files"]
        case .events: ["Events"]
        case .notifications: ["Notifications"]
        case .settings: ["Settings"]
        }
    }
}
