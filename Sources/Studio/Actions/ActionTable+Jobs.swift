import Client
import ControlAPI
import Domain

extension ActionTable {
    static let jobs: [Action] = [
        Action("job.open", "Open the job", in: .pane(.jobs), keys: ["Enter"], hint: "open") { model in
            guard let job = model.subject.job else { return [] }
            model.open(.job(job))
            return []
        },
        Action("job.mark", "Mark, or unmark", in: .pane(.jobs), keys: ["Space"]) {
            $0.toggleMark()
            return []
        },
        Action("job.markall", "Mark all that are shown", in: .pane(.jobs), keys: ["*"]) { model in
            model.changeFocused(JobsPane.self) { pane, _ in pane.list.marks = Set(pane.list.rows) }
            return []
        },
        Action("job.unmark", "Unmark all", in: .pane(.jobs), keys: ["\\"]) { model in
            model.changeFocused(JobsPane.self) { pane, _ in pane.list.marks = [] }
            return []
        },
        cancel(in: .pane(.jobs)), cancel(in: .screen("job")),
        rerun(in: .pane(.jobs)), rerun(in: .screen("job")),
        Action("job.up", "Earlier in the queue", in: .pane(.jobs), keys: ["K"], changesThings: true) {
            $0.moveJob(isUp: true)
        },
        Action("job.down", "Later in the queue", in: .pane(.jobs), keys: ["J"], changesThings: true) {
            $0.moveJob(isUp: false)
        },
        Action("job.archive", "Archive the job", in: .pane(.jobs), keys: ["a"], changesThings: true) { model in
            model.forEachJob("archive") { job, workspace, engine in
                _ = try await engine.call(JobRoutes.update, parts(job, workspace), body: JobEdit(isArchived: true))
            }
        },
        Action(
            "job.kill", "Kill the job at once", in: .pane(.jobs), keys: ["X"], changesThings: true, isDangerous: true
        ) { model in
            guard let job = model.subject.job else { return [] }
            let title = model.data.jobs[job]?.displayName ?? job.rawValue
            model.overlay = TypedConfirmation(
                question: "kill \(title.neutralised) at once, its processes unasked?", word: title.neutralised
            ) { model in
                let workspace = model.data.workspace
                return model.ask(EngineTask("killing \(title.neutralised)") { engine in
                    _ = try await engine.call(JobRoutes.kill, parts(job, workspace))
                    return { $0.told(.success, "killed \(title.neutralised)") }
                })
            }
            return []
        },
    ]

    private static func cancel(in scope: ActionScope) -> Action {
        Action("job.cancel", "Cancel the job", in: scope, keys: ["x"], hint: "cancel", changesThings: true) { model in
            let jobs = model.chosenJobs.filter { model.data.jobs[$0]?.status.isFinal == false }
            guard !jobs.isEmpty else { return model.told(.info, "that job is over") }
            let what = jobs.count == 1 ? model.data.jobs[jobs[0]]?.displayName.neutralised ?? "" : "\(jobs.count) jobs"
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

    private static func rerun(in scope: ActionScope) -> Action {
        Action("job.rerun", "Run the job again", in: scope, keys: ["r"], hint: "re-run", changesThings: true) { model in
            model.forEachJob("re-run") { job, workspace, engine in
                _ = try await engine.call(JobRoutes.rerun, parts(job, workspace))
            }
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

    mutating func toggleMark() {
        guard var pane = screen.focused as? any ListPane else { return }
        pane.toggleMark(context(of: screen.focus))
        screen.focused = pane
    }

    var markedJobs: [JobName] { (screen.focused as? JobsPane)?.list.marked ?? [] }

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

    /// Does something to each chosen job, and says so once.
    fileprivate mutating func forEachJob(
        _ verb: String,
        _ work: @escaping @Sendable (JobName, WorkspaceName, any ControlCaller) async throws -> Void
    ) -> [StudioEffect] {
        let (jobs, workspace) = (chosenJobs, data.workspace)
        guard !jobs.isEmpty else { return told(.info, "select a job first") }
        let what = jobs.count == 1 ? data.jobs[jobs[0]]?.displayName.neutralised ?? "" : "\(jobs.count) jobs"
        return ask(EngineTask("\(verb): \(what)") { engine in
            for job in jobs { try await work(job, workspace, engine) }
            return { $0.told(.success, "\(verb): \(what)") }
        })
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
