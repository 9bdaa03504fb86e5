import Client
import ControlAPI
import Domain

extension ActionTable {
    static let jobs: [Action] = [
        Action("job.open", "Open the job", in: .pane(.jobs), keys: ["Enter"], hint: "open") { model in
            guard let job = model.subject.job else { return [] }
            model.open(job: job)
            return []
        },
        cancel(in: .pane(.jobs)), cancel(in: .screen("job")), cancel(in: .screen("search")),
        Action("job.up", "Earlier in the queue", in: .pane(.jobs), keys: ["K"], changesThings: true) {
            $0.moveJob(isUp: true)
        },
        Action("job.down", "Later in the queue", in: .pane(.jobs), keys: ["J"], changesThings: true) {
            $0.moveJob(isUp: false)
        },
        Action("job.archive", "Archive the job", in: .pane(.jobs), keys: ["a"], changesThings: true) {
            $0.archiveJobs()
        },
        kill(in: .pane(.jobs)), kill(in: .pane(.trials)),
    ]

    private static func kill(in scope: ActionScope) -> Action {
        Action(
            "job.kill", "Kill the job at once; delete what is over", in: scope, keys: ["X"], changesThings: true,
            isDangerous: true
        ) { model in
            model.chosenJobs.contains { model.data.jobs[$0]?.status.isFinal == false } ? model.killJob() : model.deleteJobs()
        }
    }

    private static func cancel(in scope: ActionScope) -> Action {
        Action("job.cancel", "Cancel the job", in: scope, keys: ["x"], hint: "cancel", changesThings: true) { model in
            let jobs = model.chosenJobs.filter { model.data.jobs[$0]?.status.isFinal == false }
            guard !jobs.isEmpty else { return model.told(.info, "that job is over") }
            let what = model.title(of: jobs)
            model.overlay = Confirmation(question: "cancel \(what)?") { model in
                let workspace = model.data.workspace
                return model.ask(EngineTask("canceling \(what)") { engine in
                    for job in jobs { _ = try await engine.call(JobRoutes.cancel, parts(job, workspace)) }
                    return { $0.told(.success, "canceled \(what)") }
                })
            }
            return []
        }
    }

    static func parts(_ job: JobName, _ workspace: WorkspaceName) -> [String: String] {
        ["workspace": workspace.rawValue, "job": job.rawValue]
    }
}

extension StudioModel {
    /// The marked jobs, or the selected one.
    var chosenJobs: [JobName] {
        let marks = markedJobs
        return marks.isEmpty ? [subject.job].compactMap(\.self) : marks
    }

    var markedJobs: [JobName] {
        (screen.focused as? JobsPane)?.list.marked ?? (screen.focused as? TrialsPane)?.list.marked ?? []
    }

    /// What a person calls them: a name, or `3 jobs`.
    func title(of jobs: [JobName]) -> String {
        jobs.count == 1 ? (data.jobs[jobs[0]]?.displayName ?? jobs[0].rawValue).neutralised : "\(jobs.count) jobs"
    }

    var subject: Subject { screen.subject(data: data) }

    mutating func told(_ kind: Toast.Kind, _ text: String) -> [StudioEffect] {
        tell(kind, text)
        return []
    }

    mutating func changeFocused<P: Pane>(_ type: P.Type, _ change: (inout P, PaneContext) -> Void) {
        guard var pane = screen.focused as? P else { return }
        change(&pane, context(of: screen.focus))
        screen.focused = pane
    }

    fileprivate mutating func moveJob(isUp: Bool) -> [StudioEffect] {
        guard let job = subject.job else { return [] }
        let workspace = data.workspace
        return ask(EngineTask("moving in the queue") { engine in
            _ = try await engine.call(
                JobRoutes.move, ActionTable.parts(job, workspace), body: QueueMove(isUp: isUp))
            return { _ in [] }
        })
    }
}
