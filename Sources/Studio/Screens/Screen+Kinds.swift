package import Domain

extension Screen {
    package static func dashboard() -> Screen {
        Screen(
            kind: .dashboard,
            panes: [ComputePane(), JobsPane(), LogPane(), MetricsPane(), ModelsPane(), EndpointsPane()], focus: 1)
    }

    package static func job(_ job: JobName) -> Screen {
        Screen(kind: .job(job), panes: [LogPane(), MetricsPane(), DetailsPane()])
    }
}
