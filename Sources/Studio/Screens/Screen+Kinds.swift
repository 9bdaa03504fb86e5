package import Domain

extension Screen {
    /// As it is when it is opened anew.
    package static func showing(_ kind: Kind) -> Screen {
        switch kind {
        case .dashboard: dashboard()
        case .job(let job): .job(job)
        case .search(let job): search(job)
        case .compare(let jobs): compare(jobs)
        case .endpoint(let endpoint): .endpoint(endpoint)
        case .access(let endpoint): access(endpoint)
        case .model(let model): .model(model, version: nil)
        case .compute: compute(nil)
        case .files(let job): files(job)
        case .events: events()
        case .notifications: notifications()
        case .settings: settings()
        }
    }

    package static func dashboard() -> Screen {
        Screen(
            kind: .dashboard,
            panes: [ComputePane(), JobsPane(), LogPane(), MetricsPane(), ModelsPane(), EndpointsPane()], focus: 1)
    }

    package static func job(_ job: JobName) -> Screen {
        Screen(kind: .job(job), panes: [LogPane(), MetricsPane(), DetailsPane()])
    }

    /// A search with its trials, one of them selected where it is named.
    package static func search(_ search: JobName, at trial: JobName? = nil) -> Screen {
        Screen(
            kind: .search(search),
            panes: [TrialsPane(of: search, at: trial), BestPane(of: search), ParametersPane(of: search), SearchPane(of: search)])
    }

    package static func compare(_ jobs: [JobName]) -> Screen {
        Screen(kind: .compare(jobs), panes: [RunsPane(of: jobs), MetricsPane(), DifferencesPane()])
    }

    package static func endpoint(_ endpoint: EndpointName) -> Screen {
        Screen(
            kind: .endpoint(endpoint),
            panes: [DeploymentsPane(of: endpoint), RequestsPane(of: endpoint), RevisionsPane(of: endpoint)])
    }

    package static func access(_ endpoint: EndpointName) -> Screen {
        Screen(kind: .access(endpoint), panes: [AccessPane(of: endpoint)])
    }

    /// All computes, with one of them selected.
    package static func compute(_ compute: ComputeName?) -> Screen {
        Screen(kind: .compute, panes: [NodesPane(at: compute), BoxPane(), ProcessesPane()])
    }

    package static func model(_ model: ModelName, version: String?) -> Screen {
        Screen(kind: .model(model), panes: [VersionsPane(of: model, at: version), LineagePane()])
    }

    package static func settings() -> Screen {
        Screen(kind: .settings, panes: [SettingsPane(), EnginePane(), ProblemsPane()])
    }

    package static func files(_ job: JobName) -> Screen {
        Screen(kind: .files(job), panes: [FilesPane(of: job), PreviewPane()])
    }

    package static func events() -> Screen {
        Screen(kind: .events, panes: [EventsPane()])
    }

    package static func notifications() -> Screen {
        Screen(kind: .notifications, panes: [NotificationsPane()])
    }
}
