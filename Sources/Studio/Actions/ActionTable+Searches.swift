import Client
import ControlAPI
import Domain

extension ActionTable {
    static let searches: [Action] = [
        trials(in: .pane(.jobs)), trials(in: .screen("job")),
        Action("job.unfold", "Show the trials of the search below it", in: .pane(.jobs), keys: ["l", "Right"]) { model in
            model.changeFocused(JobsPane.self) { pane, context in pane.unfold(context) }
            return []
        },
        Action("job.fold", "Fold the trials away", in: .pane(.jobs), keys: ["h", "Left"]) { model in
            model.changeFocused(JobsPane.self) { pane, context in pane.fold(context) }
            return []
        },
        Action("trial.open", "Open the trial", in: .pane(.trials), keys: ["Enter"], hint: "open") { model in
            guard let pane = model.screen.focused as? TrialsPane, let job = pane.list.selected else {
                return model.told(.info, "no trial has begun yet")
            }
            model.open(.job(job))
            return []
        },
        Action(
            "search.parallel", "All parameters side by side, or one against the metric", in: .screen("search"), keys: ["|"],
            hint: "parallel"
        ) {
            $0.changeShown(ParametersPane.self) { pane, _ in pane.toggleParallel() }
        },
        Action("search.next", "The next parameter", in: .screen("search"), keys: ["]"], hint: "parameter") {
            $0.changeShown(ParametersPane.self) { pane, context in pane.turn(by: 1, context) }
        },
        Action("search.previous", "The parameter before", in: .screen("search"), keys: ["["]) {
            $0.changeShown(ParametersPane.self) { pane, context in pane.turn(by: -1, context) }
        },
        Action(
            "search.axis", "The best so far by number of trials, or by time", in: .screen("search"), keys: [","], hint: "x axis"
        ) {
            $0.changeShown(BestPane.self) { pane, _ in pane.turnAxis() }
        },
        Action(
            "search.job", "The search as a job: its log, and what it was asked", in: .screen("search"), keys: ["O"],
            hint: "its job"
        ) { model in
            guard case .search(let job) = model.screen.kind else { return [] }
            model.open(.job(job))
            return []
        },
    ]

    private static func trials(in scope: ActionScope) -> Action {
        Action("trials", "The trials of a search", in: scope, keys: ["O"]) { $0.openTrials() }
    }
}

extension StudioModel {
    /// A search shows its trials, any other job its log and metrics.
    mutating func open(job: JobName) {
        open(data.isSearch(job) ? .search(job) : .job(job))
    }

    /// Of the selected search, or of the one that the selected trial is of.
    fileprivate mutating func openTrials() -> [StudioEffect] {
        guard let job = subject.job else { return told(.info, "select a sweep or an automl job first") }
        if data.isSearch(job) {
            open(.search(job))
            return []
        }
        let parent = data.jobs[job]?.parent ?? data.details[job]?.job.spec.parentJobName
        if let parent, data.isSearch(parent) {
            open(.search(parent, at: job))
            return []
        }
        // What is not known yet the engine knows; for a job of another kind it says so.
        let (asked, workspace) = (parent ?? job, data.workspace)
        return ask(EngineTask("looking for the trials of \(title(of: [asked]))") { engine in
            do {
                _ = try await engine.call(JobRoutes.search, ActionTable.parts(asked, workspace))
            } catch let error as AtelierError where error.code == .invalidState {
                return { $0.told(.info, "\($0.title(of: [asked])) has no trials: it is neither a sweep nor an automl job") }
            }
            return { model in
                model.open(.search(asked, at: asked == job ? nil : job))
                return []
            }
        })
    }

    /// Changes a pane of the screen, wherever the focus is.
    fileprivate mutating func changeShown<P: Pane>(
        _ type: P.Type, _ change: (inout P, PaneContext) -> Void
    ) -> [StudioEffect] {
        guard let index = screen.panes.firstIndex(where: { $0 is P }), var pane = screen.panes[index] as? P else { return [] }
        change(&pane, context(of: index))
        screen.panes[index] = pane
        return []
    }
}
