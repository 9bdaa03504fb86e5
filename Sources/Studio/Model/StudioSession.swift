import Domain

/// The view a person left, so that the next studio opens on it: after a detach, or a connection that broke.
package struct StudioSession: Codable, Sendable, Equatable {
    package var theme: String?
    package var settings: StudioSettings?
    /// The job whose screen was open.
    package var openJob: String?
    package var focus: Int?
    package var isZoomed = false
    package var selectedJob: String?
    package var jobFilter: String?

    package init() {}
}

extension StudioModel {
    package var session: StudioSession {
        var session = StudioSession()
        session.theme = theme.name
        session.settings = settings
        if case .job(let job) = screen.kind { session.openJob = job.rawValue }
        session.focus = screen.focused.name.rawValue
        session.isZoomed = screen.isZoomed
        let jobs = screens[0].panes.lazy.compactMap { $0 as? JobsPane }.first
        session.selectedJob = jobs?.list.selected?.rawValue
        session.jobFilter = jobs?.list.filter
        return session
    }

    /// Opens on what was left. What is not there any more is passed over.
    package mutating func restore(_ session: StudioSession) {
        settings = session.settings ?? settings
        beginLogs()
        if let name = session.theme, let chosen = themes.theme(named: name, depth: depth) { theme = chosen }
        changePanes(JobsPane.self) { pane in
            pane.list.filter = session.jobFilter
            pane.wanted = session.selectedJob.map { JobName($0) }
        }
        if let job = session.openJob { open(.job(JobName(job))) }
        if let focus = session.focus.flatMap(PaneName.init) { _ = screen.focus(focus) }
        screen.isZoomed = session.isZoomed
    }
}
