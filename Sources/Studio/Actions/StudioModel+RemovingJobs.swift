import Client
import ControlAPI
import Domain

/// Out of the way, or gone.
extension StudioModel {
    mutating func archiveJobs() -> [StudioEffect] {
        let jobs = chosenJobs
        guard !jobs.isEmpty else { return told(.info, "select a job first") }
        return ask(Self.archival(of: jobs, title(of: jobs), true, workspace: data.workspace))
    }

    private static func archival(
        of jobs: [JobName], _ what: String, _ isArchived: Bool, workspace: WorkspaceName
    ) -> EngineTask {
        EngineTask("\(isArchived ? "archiving" : "restoring") \(what)") { engine in
            for job in jobs {
                _ = try await engine.call(
                    JobRoutes.update, ActionTable.parts(job, workspace), body: JobEdit(isArchived: isArchived))
            }
            let undo = UndoStep("archive", archival(of: jobs, what, !isArchived, workspace: workspace))
            return { model in
                model.did("\(isArchived ? "archived" : "restored") \(what)", undo: undo)
            }
        }
    }

    mutating func killJob() -> [StudioEffect] {
        guard let job = subject.job, data.jobs[job]?.status.isFinal == false else {
            return told(.info, "only a job that runs or waits can be killed")
        }
        let what = title(of: [job])
        overlay = TypedConfirmation(question: "kill \(what) at once, its processes unasked?", word: what) { model in
            let workspace = model.data.workspace
            return model.ask(EngineTask("killing \(what)") { engine in
                _ = try await engine.call(JobRoutes.kill, ActionTable.parts(job, workspace))
                return { $0.told(.success, "killed \(what)") }
            })
        }
        return []
    }

    mutating func deleteJobs() -> [StudioEffect] {
        let jobs = chosenJobs.filter { data.jobs[$0]?.status.isFinal == true }
        guard !jobs.isEmpty else { return told(.info, "select a job that is over first") }
        let what = title(of: jobs)
        let isSearch = jobs.contains { data.jobs[$0]?.search != nil }
        let question = "delete \(what), with all \(isSearch ? "trials, files" : "files") and metrics?"
        overlay = TypedConfirmation(question: question, word: what) { model in
            let workspace = model.data.workspace
            return model.ask(.deleting(jobs, what, in: workspace) { job, engine in
                try await engine.call(JobRoutes.delete, ActionTable.parts(job, workspace))
            })
        }
        return []
    }
}
