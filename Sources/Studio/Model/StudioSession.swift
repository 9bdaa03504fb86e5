import Domain

/// The view a person left, so that the next studio opens on it: after a detach, or a connection that broke.
package struct StudioSession: Codable, Sendable, Equatable {
    package var theme: String?
    package var settings: StudioSettings?
    /// By kind of screen and size class.
    package var splits: [String: [String: UserSplit]]?
    /// The screens over the dashboard, the last of them in sight.
    package var way: [Screen.Kind]?
    package var focus: Int?
    package var isZoomed = false
    package var selectedJob: String?
    package var jobFilter: String?
    /// Where the last job's file was looked for.
    package var jobFolder: String?
    package var tables: [String: TableArrangement]?
    /// What each endpoint was asked last by hand.
    package var samples: [String: String]?

    package init() {}
}

extension StudioModel {
    package var session: StudioSession {
        var session = StudioSession()
        session.theme = theme.name
        session.settings = settings
        session.splits = splits
        session.way = screens.dropFirst().map(\.kind)
        session.focus = screen.focused.name.rawValue
        session.isZoomed = screen.isZoomed
        let jobs = screens[0].panes.lazy.compactMap { $0 as? JobsPane }.first
        session.selectedJob = jobs?.list.selected?.rawValue
        session.jobFilter = jobs?.list.filter
        session.jobFolder = jobFolder
        session.tables = tables
        session.samples = Dictionary(uniqueKeysWithValues: samples.map { ($0.key.rawValue, $0.value) })
        return session
    }

    /// Opens on what was left. What is not there any more is passed over.
    package mutating func restore(_ session: StudioSession) {
        settings = session.settings ?? settings
        splits = session.splits ?? splits
        restoreSplits()
        beginLogs()
        if let name = session.theme, let chosen = themes.theme(named: name, depth: depth) { theme = chosen }
        changePanes(JobsPane.self) { pane in
            pane.list.filter = session.jobFilter
            pane.wanted = session.selectedJob.map { JobName($0) }
        }
        jobFolder = session.jobFolder
        tables = session.tables ?? [:]
        for (endpoint, request) in session.samples ?? [:] { samples[EndpointName(endpoint)] = request }
        for kind in session.way ?? [] { open(.showing(kind)) }
        if let focus = session.focus.flatMap(PaneName.init) { _ = screen.focus(focus) }
        screen.isZoomed = session.isZoomed
    }
}
