import Domain

/// The view a person left, so that the next studio opens on it: after a detach, or a connection that broke.
package struct StudioSession: Codable, Sendable, Equatable {
    package var theme: String?
    package var settings: StudioSettings?
    /// By kind of screen and size class.
    package var splits: [String: [String: UserSplit]]?
    package var view: KeptView?
    package var bookmarks: Bookmarks.Kept?
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
        session.view = KeptView(screens)
        session.bookmarks = bookmarks.kept
        session.jobFolder = jobFolder
        session.tables = tables
        session.samples = Dictionary(uniqueKeysWithValues: samples.map { ($0.key.rawValue, $0.value) })
        return session
    }

    /// Opens on what was left. What is not there any more is passed over.
    package mutating func restore(_ session: StudioSession) {
        settings = session.settings ?? settings
        splits = session.splits ?? splits
        if let name = session.theme, let chosen = themes.theme(named: name, depth: depth) { theme = chosen }
        jobFolder = session.jobFolder
        tables = session.tables ?? [:]
        for (endpoint, request) in session.samples ?? [:] { samples[EndpointName(endpoint)] = request }
        bookmarks = session.bookmarks.map(Bookmarks.init) ?? bookmarks
        let way = session.view?.screens ?? screens
        screens = [way[0]]
        restoreSplits()
        for screen in way.dropFirst() { open(screen) }
        beginLogs()
    }
}
