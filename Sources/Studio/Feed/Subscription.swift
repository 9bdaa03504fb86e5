import Client
import ControlAPI
package import Domain
package import FoundationEssentials

/// Something the engine is asked to tell for as long as it is shown.
package enum Subscription: Hashable, Sendable {
    case studios
    case load
    case endpointLoad
    case log(LogTopic, count: Int)
    case metrics(JobName)
    /// Read once for each part of them that somebody zooms in on.
    case closeUp(JobName, steps: ClosedRange<Int64>)
    /// Read once for each status: a job that ends has outputs, and another story. And once more when its first measurement
    /// is there: by then a run has logged its parameters.
    case details(JobName, status: JobStatus?, isMeasured: Bool)
    /// Read once for each number: the search or one of its trials changed, or what runs may have measured something.
    case search(JobName, turn: Int)
    /// Read once for each number: a change of traffic makes a new one.
    case revisions(EndpointName, latest: Int)
    /// The rollout that began then, until it is over.
    case rollout(EndpointName, since: Date)
    case files(JobName, folder: String)
    case preview(FileReference)
    /// What happened before this studio came.
    case pastEvents

    static func details(_ job: JobName, in data: StudioData) -> Subscription {
        .details(job, status: data.jobs[job]?.status, isMeasured: data.metrics[job]?.keys.isEmpty == false)
    }

    /// What follows a selection waits a moment, so that running through a list asks for nothing.
    var settles: Bool {
        switch self {
        case .log, .metrics, .closeUp, .details, .search, .preview: true
        case .files, .studios, .load, .endpointLoad, .revisions, .rollout, .pastEvents: false
        }
    }

    /// Listens until cancelled or the engine goes.
    /// - Returns: whether that was all: an engine that stops ends every stream, also those that have no end.
    func listen(
        to engine: any ControlCaller, workspace: WorkspaceName, isReadOnly: Bool,
        post: @escaping @Sendable (StudioMessage) -> Void
    ) async throws -> Bool {
        switch self {
        case .studios:
            let query = ["attach": "true", "read-only": "\(isReadOnly)", "follow": "true"]
            try await engine.follow(BoxRoutes.studios, query: query, as: [StudioPresence].self) { post(.studios($0)) }
            return false
        case .load:
            try await engine.followLoad { post(.load($0)) }
            return false
        case .endpointLoad:
            try await engine.follow(
                EndpointRoutes.load, ["workspace": workspace.rawValue], query: ["follow": "true"], as: EndpointLoad.self
            ) { post(.endpointLoad($0)) }
            return false
        case .log(let topic, let count):
            var isComplete = false
            try await engine.followLogFeed(
                of: topic.job, in: workspace, count: count, level: topic.level, only: topic.only
            ) { page in
                isComplete = page.isComplete
                post(.log(topic, page))
            }
            return isComplete
        case .metrics(let job):
            try await engine.followMetrics(of: job, in: workspace) { post(.metrics(job, $0)) }
            return try await engine.call(JobRoutes.show, Self.parts(of: job, workspace)).job.status.isFinal
        case .closeUp(let job, let steps):
            post(.closeUp(job, CloseUp(steps, try await engine.metrics(of: job, in: workspace, steps: steps))))
            return true
        case .details(let job, _, _):
            post(.details(try await engine.call(JobRoutes.show, Self.parts(of: job, workspace))))
            return true
        case .search(let job, let turn):
            post(.search(try await engine.call(JobRoutes.search, Self.parts(of: job, workspace)), turn: turn))
            return true
        case .revisions(let endpoint, _):
            let revisions = try await engine.call(
                EndpointRoutes.revisions, ["workspace": workspace.rawValue, "endpoint": endpoint.rawValue])
            post(.revisions(endpoint, revisions))
            return true
        case .rollout(let endpoint, _):
            var isOver = false
            try await engine.follow(
                RolloutRoutes.feed, ["workspace": workspace.rawValue, "endpoint": endpoint.rawValue],
                query: ["follow": "true"], as: RolloutReport.self
            ) { report in
                isOver = !report.rollout.isActive
                post(.rollout(endpoint, report))
            }
            return isOver
        case .files(let job, let folder):
            post(.files(job, folder: folder, try await Self.entries(of: folder, job, workspace, engine)))
            return true
        case .preview(let file):
            post(.preview(file, try await FilePreview(of: file, in: workspace, from: engine)))
            return true
        case .pastEvents:
            let last = try await engine.call(EngineRoutes.status).lastEvent
            var events: [Event] = []
            try await engine.events(after: max(0, last - Int64(StudioData.longestHistory)), follow: false) {
                events.append($0)
            }
            post(.pastEvents(events))
            return true
        }
    }

    private static func parts(of job: JobName, _ workspace: WorkspaceName) -> [String: String] {
        ["workspace": workspace.rawValue, "job": job.rawValue]
    }

    /// None where there is no such folder any more: asking again would not bring it back.
    private static func entries(
        of folder: String, _ job: JobName, _ workspace: WorkspaceName, _ engine: any ControlCaller
    ) async throws -> [FileEntry] {
        do {
            return try await engine.call(
                JobRoutes.files, parts(of: job, workspace), query: ["path": folder])
        } catch let error as AtelierError where error.code == .notFound {
            return []
        }
    }
}
