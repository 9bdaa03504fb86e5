package import ControlAPI
package import Domain

/// What the engine has told of one workspace: built from a snapshot, kept true by what follows.
package struct StudioData: Sendable {
    package var workspace: WorkspaceName
    package var status: EngineStatus?
    package var workspaces: [Workspace] = []
    package var computes: [Compute] = []
    package var jobs = JobTable()
    package var models: [ModelVersion] = []
    package var endpoints: [EndpointDetails] = []
    package var deployments: [OnlineDeployment] = []
    package var studios: [StudioPresence] = []
    /// The newest last, at most `longestHistory`.
    package var events: [Event] = []

    package var load: BoxLoad?
    /// By endpoint, the newest last, at most five minutes.
    package var endpointLoad: [EndpointName: [EndpointLoad]] = [:]
    package var revisions: [EndpointName: [EndpointRevision]] = [:]
    /// The rollouts that run, as they were judged last.
    package var rollouts: [EndpointName: RolloutReport] = [:]
    /// The newest requests, the newest last, at most `longestHistory`.
    package var accesses: [EndpointName: [AccessEntry]] = [:]
    package var details: [JobName: JobDetails] = [:]
    package var metrics: [JobName: MetricBook] = [:]
    /// Of what is zoomed in on.
    package var closeUps: [JobName: CloseUp] = [:]
    /// Of what is looked at.
    package var searches: [JobName: SearchReading] = [:]
    package var logs: [LogTopic: LogPage] = [:]
    /// By job and folder.
    package var files: [JobName: [String: [FileEntry]]] = [:]
    package private(set) var previews: [FileReference: FilePreview] = [:]

    package init(workspace: WorkspaceName) {
        self.workspace = workspace
    }

    package static let longestHistory = 1000

    package mutating func take(_ snapshot: WorkspaceSnapshot) {
        takeCatalogues(snapshot)
        jobs.replace(with: snapshot.jobs, count: snapshot.jobCount)
    }

    /// Everything but the jobs.
    package mutating func takeCatalogues(_ snapshot: WorkspaceSnapshot) {
        status = snapshot.status
        workspaces = snapshot.workspaces
        computes = snapshot.computes
        models = snapshot.models
        endpoints = snapshot.endpoints
        deployments = snapshot.deployments
    }

    package mutating func take(_ event: Event) {
        events.append(event)
        if events.count > Self.longestHistory { events.removeFirst(events.count - Self.longestHistory) }
    }

    /// Puts what happened earlier before what is known.
    package mutating func take(past: [Event]) {
        let known = Set(events.map(\.sequence))
        events = (events + past.filter { !known.contains($0.sequence) }).sorted { $0.sequence < $1.sequence }
            .suffix(Self.longestHistory)
    }

    package mutating func take(_ load: EndpointLoad) {
        endpointLoad[load.endpoint, default: []].append(load)
        if let count = endpointLoad[load.endpoint]?.count, count > 300 {
            endpointLoad[load.endpoint]?.removeFirst(count - 300)
        }
    }

    package mutating func take(_ requests: [AccessEntry], to endpoint: EndpointName) {
        let known = accesses[endpoint] ?? []
        let last = known.last?.sequence ?? 0
        accesses[endpoint] = (known + requests.filter { $0.sequence > last }).suffix(Self.longestHistory)
    }

    /// What stands still shows all the same what somebody only now turns to.
    package mutating func fill(from news: StudioData) {
        logs.merge(news.logs) { own, _ in own }
        metrics.merge(news.metrics) { own, _ in own }
        closeUps = news.closeUps
        details.merge(news.details) { own, _ in own }
        searches.merge(news.searches) { own, new in own.progress == nil ? new : own }
        accesses.merge(news.accesses) { own, _ in own }
        revisions.merge(news.revisions) { own, _ in own }
        rollouts.merge(news.rollouts) { own, _ in own }
        endpointLoad.merge(news.endpointLoad) { own, _ in own }
        files.merge(news.files) { own, new in own.merging(new) { own, _ in own } }
        previews.merge(news.previews) { own, _ in own }
    }

    private static let mostPreviews = 32

    package mutating func take(_ preview: FilePreview, of file: FileReference) {
        if previews.count >= Self.mostPreviews { previews = [:] }
        previews[file] = preview
    }

    /// The deployments of one endpoint, by name.
    package func deployments(of endpoint: EndpointName) -> [OnlineDeployment] {
        deployments.filter { $0.endpoint == endpoint }.sorted { $0.name < $1.name }
    }
}

/// Which log, and how it is looked at.
package struct LogTopic: Hashable, Sendable {
    package let job: JobName
    package var level: LogLevel?
    package var only: String?

    package init(job: JobName, level: LogLevel? = nil, only: String? = nil) {
        self.job = job
        self.level = level
        self.only = only
    }

    /// Whether lines are left out.
    var isFiltered: Bool { level != nil || only != nil }
}
